using System.Net;

namespace Aggregator.Fetching.Addresses;

/// <summary>Turns a host name into addresses; throws <see cref="System.Net.Sockets.SocketException"/> as the system's resolver does.</summary>
internal delegate Task<IPAddress[]> NameLookup(string host, CancellationToken cancellationToken);
