using System.Diagnostics;
using System.Text;

namespace Aggregator.EndToEnd.Processes;

/// <summary>The feed reader newsboat, in a home of its own, reading from a daemon. The interface is the one that its <c>feedhq</c> source speaks, as <c>freshrss</c> does in later versions.</summary>
internal sealed class Newsboat
{
    private readonly string _home;

    public Newsboat(string home, Uri daemon, string password)
    {
        _home = Directory.CreateDirectory(home).FullName;
        File.WriteAllText(Path.Combine(home, "urls"), "");
        File.WriteAllText(Path.Combine(home, "settings"), $"""
            urls-source "feedhq"
            feedhq-url "{daemon.AbsoluteUri}api/greader.php"
            feedhq-login "somebody"
            feedhq-password "{password}"
            feedhq-show-special-feeds no
            auto-reload no
            """);
    }

    public static bool IsInstalled => File.Exists("/usr/bin/newsboat") && File.Exists("/usr/bin/script");

    /// <summary>What it says after it has loaded all feeds into a cache.</summary>
    public async Task<string> ReloadAsync(string cache)
    {
        using var process = Start("newsboat", [.. Arguments(cache), "-x", "reload", "print-unread"]);
        process.StandardInput.Close();
        var text = await process.StandardOutput.ReadToEndAsync(Deadline.In(60));
        await process.WaitForExitAsync(Deadline.In(60));
        return text;
    }

    /// <summary>Sits in front of it: waits until the screen shows something, then presses a key; and so on.</summary>
    public async Task PressAsync(string cache, params (string Shown, string Key)[] steps)
    {
        using var process = Start("script", ["-qfec", $"stty rows 24 cols 100; exec newsboat {string.Join(' ', Arguments(cache))}", "/dev/null"]);
        var (screen, buffer) = (new StringBuilder(), new char[4096]);
        foreach (var (shown, key) in steps)
        {
            while (!screen.ToString().Contains(shown, StringComparison.Ordinal))
            {
                var read = await ReadAsync(process, buffer);
                Assert.True(read > 0, $"It never showed \"{shown}\", but:\n{screen}");
                screen.Append(buffer, 0, read);
            }
            screen.Clear();
            await process.StandardInput.WriteAsync(key.AsMemory(), Deadline.In(10));
            await process.StandardInput.FlushAsync(Deadline.In(10));
        }
        await process.StandardOutput.ReadToEndAsync(Deadline.In(60));
        await process.WaitForExitAsync(Deadline.In(60));
    }

    /// <summary>None when it ended, or shows nothing more for a long time.</summary>
    private static async Task<int> ReadAsync(Process process, char[] buffer)
    {
        try
        {
            return await process.StandardOutput.ReadAsync(buffer, Deadline.In(30));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return 0;
        }
    }

    private string[] Arguments(string cache) => ["-C", Path.Combine(_home, "settings"), "-u", Path.Combine(_home, "urls"), "-c", Path.Combine(_home, cache)];

    private Process Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _home, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment["HOME"], start.Environment["TERM"], start.Environment["LC_ALL"]) = (_home, "xterm", "C.UTF-8");
        return Process.Start(start)!;
    }
}
