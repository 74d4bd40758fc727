using System.Xml.Linq;
using Aggregator.Parsing.Fields;

namespace Aggregator.Parsing.Quirks;

/// <summary>Where an entry was read from.</summary>
internal readonly record struct EntrySource(XElement Element, Uri? Base, BaseChain Bases);
