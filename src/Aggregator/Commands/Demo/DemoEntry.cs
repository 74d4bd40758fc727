namespace Aggregator.Commands.Demo;

/// <summary>One entry as the demo site serves it at some moment.</summary>
/// <param name="Number">Counts from 1 within its feed.</param>
/// <param name="Guid">Its id; some feeds change it.</param>
/// <param name="Link">Its address.</param>
/// <param name="Title">Its headline; some feeds correct it.</param>
/// <param name="Text">One paragraph.</param>
/// <param name="Published">When it came out.</param>
internal sealed record DemoEntry(int Number, string Guid, string Link, string Title, string Text, DateTimeOffset Published);
