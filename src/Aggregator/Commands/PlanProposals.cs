using System.Text;
using Aggregator.Configuration.Patching;

namespace Aggregator.Commands;

/// <summary>What polling taught, for the lists: shown, as a diff, or written.</summary>
internal static class PlanProposals
{
    public static void WriteText(IReadOnlyCollection<Proposal> proposals, string configDirectory)
    {
        foreach (var proposal in proposals)
            Line($"? {proposal.Text}  ({PlanText.Place(proposal.Place, configDirectory)}{(proposal.ByHand is null ? "" : $"; by hand: {proposal.ByHand}")})");
        if (proposals.Any(proposal => proposal.ByHand is null))
            Line("Polling taught this and the lists do not say so: aggregator plan --diff shows the edits, aggregator plan --fix makes them.");
    }

    /// <summary>Paths start at the folder of the configuration.</summary>
    public static void WriteDiff(IEnumerable<ListPatch> patches, string configDirectory)
    {
        foreach (var patch in patches)
            Terminal.Out.Profile.Out.Writer.Write(patch.ToDiff(Path.GetRelativePath(configDirectory, patch.File).Replace(Path.DirectorySeparatorChar, '/')));
    }

    /// <summary>Each list whole or not at all: a running daemon reads the folder at any moment. False after the reason was told.</summary>
    public static bool TryWrite(IReadOnlyCollection<Proposal> proposals, IEnumerable<ListPatch> patches, string configDirectory)
    {
        foreach (var patch in patches)
        {
            // A list that is a link is edited where it really lies.
            var file = new FileInfo(patch.File).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? patch.File;
            var unfinished = Path.Combine(Path.GetDirectoryName(file)!, $".{Path.GetFileName(file)}.new");
            try
            {
                using (var old = File.OpenRead(file))
                    WriteAs(old, unfinished, patch.After());
                File.Move(unfinished, file, overwrite: true);
                Line($"edited {Path.GetRelativePath(configDirectory, patch.File)}");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Terminal.Error($"{file} cannot be written: {e.Message}");
                return false;
            }
        }

        foreach (var proposal in proposals.Where(proposal => proposal.ByHand is not null))
            Line($"left: {proposal.Text}  ({PlanText.Place(proposal.Place, configDirectory)}; by hand: {proposal.ByHand})");
        return true;
    }

    private static void WriteAs(FileStream old, string file, string text)
    {
        var hasMark = old.ReadByte() == 0xEF;
        File.WriteAllText(file, text, new UTF8Encoding(hasMark));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, File.GetUnixFileMode(old.SafeFileHandle));
    }

    private static void Line(string text) => Terminal.Out.Profile.Out.Writer.WriteLine(text);
}
