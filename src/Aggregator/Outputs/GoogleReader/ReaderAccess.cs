using System.Net.Http.Headers;
using Aggregator.Outputs.Access;
using Aggregator.Storage.Access;
using Aggregator.Storage.Accounts;
using Microsoft.AspNetCore.Http;

namespace Aggregator.Outputs.GoogleReader;

/// <summary>Logs readers in, and knows them again by <c>Authorization: GoogleLogin auth=…</c>; a key as everywhere else does as well.</summary>
internal sealed class ReaderAccess(AccessGate gate, KeyRing keys, AccountStore accounts, TimeProvider time)
{
    private const string Scheme = "GoogleLogin";
    private const string Parameter = "auth=";

    /// <summary>What the reader is to send from now on, or why not.</summary>
    public (string? Login, Admission.Refused? Refusal) Login(HttpContext context, string? password)
    {
        // Where no key is needed, clients send some password all the same.
        if (gate.Admit(context, null, KeyScope.Read) is Admission.Admitted)
            return (ReaderLogin.Anonymous, null);
        switch (gate.Admit(context, password ?? "", KeyScope.Read))
        {
            case Admission.Refused refused:
                return (null, refused);
            case Admission.Admitted admitted:
                var login = ReaderLogin.Of(password!);
                accounts.Login(admitted.Caller.Name, ReaderLogin.Hash(login), AccessKey.Hash(password!), time.GetUtcNow());
                return (login, null);
            default:
                throw new InvalidOperationException("an outcome of another kind");
        }
    }

    public Admission Admit(HttpContext context, KeyScope needed)
    {
        if (!AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var sent) || !sent.Scheme.Equals(Scheme, StringComparison.OrdinalIgnoreCase))
            return gate.Admit(context, SentKey.Of(context.Request), needed);
        var login = sent.Parameter?.StartsWith(Parameter, StringComparison.Ordinal) == true ? sent.Parameter[Parameter.Length..] : "";
        if (login == ReaderLogin.Anonymous)
            return gate.Admit(context, null, needed);
        if (accounts.Find(ReaderLogin.Hash(login)) is { } account && keys.Named(account.Name) is { } key && key.Hash.AsSpan().SequenceEqual(account.KeyHash))
            return AccessGate.Admit(key, needed);
        // Counted like any wrong key.
        return gate.Admit(context, "", needed);
    }
}
