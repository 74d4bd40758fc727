using System.Diagnostics;
using System.Globalization;
using Aggregator.Configuration;

namespace Aggregator.Fetching;

/// <summary>How a call ended, on the span of why it was made.</summary>
internal static class CallSpan
{
    public static void End(Activity? span, CallOutcome outcome)
    {
        switch (outcome)
        {
            case CallOutcome.Answered { IsSuccess: false } answered:
                span.Fail(answered.Status.ToString(CultureInfo.InvariantCulture), $"answered {answered.Status}");
                break;
            case CallOutcome.Failed failed:
                span.Fail(failed.Class.ToString(), failed.Reason);
                break;
            default:
                break;
        }
    }
}
