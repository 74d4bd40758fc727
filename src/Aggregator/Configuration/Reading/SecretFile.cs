namespace Aggregator.Configuration.Reading;

/// <summary>Reads a value that stands in a file of its own, as container platforms hand secrets over.</summary>
internal static class SecretFile
{
    /// <summary>In bytes. A secret is short; whoever names a log file by mistake shall hear it.</summary>
    private const long MaxLength = 64 * 1024;

    /// <summary>The content without the line break at its end, or null with the reason in <paramref name="error"/>.</summary>
    public static string? Read(string path, out string error)
    {
        error = "";
        try
        {
            // Length is also the guard against devices and pipes, which report 0 and never end.
            var file = new FileInfo(path);
            if (!file.Exists)
                error = $"the file {path} does not exist";
            else if ((file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file).Length is 0 or > MaxLength)
                error = $"the file {path} must hold between 1 and {MaxLength} bytes";
            else
                return File.ReadAllText(path).TrimEnd('\r', '\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error = $"the file {path} cannot be read: {e.Message}";
        }

        return null;
    }
}
