namespace Aggregator.Commands;

/// <summary>Lets settings be written as options of their own: <c>--Polling:HostDelay=2s</c> or <c>--Polling:HostDelay 2s</c> is <c>--set Polling:HostDelay=2s</c>.</summary>
internal static class SettingArguments
{
    public static string[] Rewrite(IReadOnlyList<string> arguments)
    {
        var rewritten = new List<string>(arguments.Count + 1);
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (!IsSetting(argument))
            {
                rewritten.Add(argument);
                continue;
            }
            rewritten.Add("--set");
            var setting = argument[2..];
            rewritten.Add(setting.Contains('=', StringComparison.Ordinal) || i + 1 == arguments.Count ? setting : $"{setting}={arguments[++i]}");
        }
        return [.. rewritten];
    }

    /// <summary>A colon before any equals sign: no option of a command has one.</summary>
    private static bool IsSetting(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && argument.Split('=')[0].Contains(':', StringComparison.Ordinal);
}
