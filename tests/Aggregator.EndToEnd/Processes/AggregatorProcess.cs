using System.Diagnostics;
using System.Globalization;

namespace Aggregator.EndToEnd.Processes;

/// <summary>The program, run as an operator runs it and seen only from the outside. Disposing kills what still runs.</summary>
internal sealed class AggregatorProcess : IAsyncDisposable
{
    private readonly Process _process;

    private AggregatorProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Take(line.Data, Output);
        process.ErrorDataReceived += (_, line) => Take(line.Data, Errors);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Journal<string> Output { get; } = new();
    public Journal<string> Errors { get; } = new();

    /// <summary>Lines of both streams as they came.</summary>
    public Journal<string> Lines { get; } = new();
    public int Id => _process.Id;
    public bool IsRunning => !_process.HasExited;

    /// <summary>All that it said so far.</summary>
    public string Text => string.Join('\n', Lines.Snapshot());

    /// <summary>Resident memory in bytes, now; Linux only.</summary>
    public long WorkingSet => StatusBytes("VmRSS");

    /// <summary>Most resident memory so far in bytes; Linux only, while it runs.</summary>
    public long PeakWorkingSet => StatusBytes("VmHWM");

    public static AggregatorProcess Start(Workspace workspace, params string[] arguments)
    {
        var start = Executable.StartInfo();
        start.WorkingDirectory = workspace.Root;
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AGGREGATOR_", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in workspace.Environment)
            start.Environment[name] = value;
        return new(new Process { StartInfo = start });
    }

    /// <summary>As <see cref="Start"/>, with the workspace's folders as arguments.</summary>
    public static AggregatorProcess StartIn(Workspace workspace, params string[] arguments) =>
        Start(workspace, [.. arguments, "--config", workspace.Config, "--data", workspace.Data]);

    /// <summary>Runs to the end and tells the exit code.</summary>
    public static async Task<(int ExitCode, string Text)> RunAsync(Workspace workspace, params string[] arguments)
    {
        await using var process = StartIn(workspace, arguments);
        return (await process.ExitAsync(), process.Text);
    }

    public async Task<string> LineAsync(Func<string, bool> isMeant, int seconds = 60)
    {
        try
        {
            return await Lines.FirstAsync(isMeant, Deadline.In(seconds));
        }
        catch (Exception failure) when (failure is OperationCanceledException or InvalidOperationException)
        {
            throw new InvalidOperationException($"No such line. It said:\n{Text}", failure);
        }
    }

    /// <summary>The address of its HTTP endpoint, read from its log.</summary>
    public async Task<Uri> EndpointAsync()
    {
        const string Start = "http://127.0.0.1:";
        static bool Names(string line) => line.IndexOf(Start, StringComparison.Ordinal) is >= 0 and var at
            && at + Start.Length < line.Length && line[at + Start.Length] is >= '1' and <= '9';
        var line = await LineAsync(Names);
        var port = line[(line.IndexOf(Start, StringComparison.Ordinal) + Start.Length)..].TakeWhile(char.IsAsciiDigit);
        return new($"{Start}{string.Concat(port)}/");
    }

    public async Task<int> ExitAsync(int seconds = 120)
    {
        try
        {
            await _process.WaitForExitAsync(Deadline.In(seconds));
        }
        catch (OperationCanceledException failure)
        {
            throw new InvalidOperationException($"It did not end. It said:\n{Text}", failure);
        }

        return _process.ExitCode;
    }

    /// <summary>SIGKILL: nothing of it runs any more when this returns.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await ExitAsync();
    }

    /// <summary>SIGTERM.</summary>
    public void Terminate() => Signals.Send(Id, Signals.Terminate);

    /// <summary>SIGHUP.</summary>
    public void Reload() => Signals.Send(Id, Signals.HangUp);

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
            await KillAsync();
        _process.Dispose();
    }

    private void Take(string? line, Journal<string> journal)
    {
        if (line is not null)
        {
            journal.Add(line);
            Lines.Add(line);
            return;
        }

        journal.End();
        if (Output.HasEnded && Errors.HasEnded)
            Lines.End();
    }

    private long StatusBytes(string name)
    {
        var line = File.ReadLines($"/proc/{Id}/status").First(line => line.StartsWith($"{name}:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Split('\t')[^1], CultureInfo.InvariantCulture);
    }
}
