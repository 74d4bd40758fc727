using System.Text;
using Aggregator.Configuration.Reading;

namespace Aggregator.Configuration.Lists;

/// <summary>Reads <c>auth:</c> into the value of the <c>Authorization</c> header (RFC 7617, RFC 6750). No message quotes any of it.</summary>
internal static class AuthReader
{
    private const string Allowed = "auth must be {basic: {user: …, password: …}} or {bearer: …}";

    /// <summary>Null after the reason was reported.</summary>
    public static string? Read(PlacedNode node, SecretReader secrets, ErrorCollector errors)
    {
        switch (node)
        {
            case PlacedMapping { Members: [{ Key: "bearer", Value: var bearer }] }:
                if (secrets.Read("auth bearer", bearer) is not { } token)
                    return null;
                if (token.Length > 0 && token.All(c => c is > ' ' and < '\u007f') && HeaderRules.CheckValue(token) is null)
                    return $"Bearer {token}";
                errors.Add(bearer.Location, "auth bearer must be a token of visible ASCII characters without blanks");
                return null;
            case PlacedMapping { Members: [{ Key: "basic", Value: PlacedMapping { Members.Length: 2 } basic }] }
                when basic.Find("user") is { } userNode && basic.Find("password") is { } passwordNode:
                var user = secrets.Read("auth user", userNode);
                var password = secrets.Read("auth password", passwordNode);
                if (user is null || password is null)
                    return null;
                if (!user.Contains(':') && !user.Concat(password).Any(char.IsControl))
                    return $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))}";
                errors.Add(userNode.Location, "auth basic: the user must hold no colon, and neither user nor password control characters");
                return null;
            default:
                errors.Add(node.Location, Allowed);
                return null;
        }
    }
}
