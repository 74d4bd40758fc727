using System.Diagnostics;
using Aggregator.Configuration;

namespace Aggregator.Tests.Configuration;

/// <summary>In one class, so that they do not run beside each other: a listener hears of everybody's spans.</summary>
public sealed class SpansTests
{
    [Fact]
    public void Without_a_listener_nothing_is_made()
    {
        Touch();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Touch();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.False(Spans.AreWanted);

        static void Touch()
        {
            Activity.Current = null;
            using var root = Spans.Root("poll");
            using var child = Spans.Child("parse");
            using var under = Spans.Under(root, "commit");
            using var any = Spans.Any("webhook");
            root.Fail("Dns", "no name");
            Spans.End(under);
        }
    }

    [Fact]
    public void A_root_is_a_trace_of_its_own_whatever_is_under_way()
    {
        using var heard = new Listener();
        using var request = new Activity("somebody's request").Start();
        using var root = Spans.Root("poll");
        Assert.NotNull(root);
        Assert.NotEqual(request.TraceId, root.TraceId);
        Assert.Null(root.Parent);
    }

    [Fact]
    public void A_child_needs_a_span_of_ours()
    {
        using var heard = new Listener();
        Activity.Current = null;
        Assert.Null(Spans.Child("parse"));
        using (new Activity("somebody's request").Start())
            Assert.Null(Spans.Child("parse"));
        using var root = Spans.Root("poll");
        using var child = Spans.Child("parse");
        Assert.Equal(root!.SpanId, child!.ParentSpanId);
    }

    [Fact]
    public void Parts_of_a_trace_that_is_not_sampled_are_not_made()
    {
        using var heard = new Listener(ActivitySamplingResult.PropagationData);
        using var root = Spans.Root("poll");
        Assert.NotNull(root);
        Assert.Null(Spans.Child("parse"));
        Assert.Null(Spans.Under(root, "commit"));
    }

    [Fact]
    public void A_span_that_ends_in_another_flow_leaves_that_flow_its_own()
    {
        using var heard = new Listener();
        using var poll = Spans.Root("poll");
        var commit = Spans.Under(poll, "commit");
        using var transaction = Spans.Root("transaction");
        Spans.End(commit);
        Assert.Same(transaction, Activity.Current);
        Assert.Equal((poll!.TraceId, poll.SpanId), (commit!.TraceId, commit.ParentSpanId));
        Assert.True(commit.IsStopped);
        Spans.End(null);
    }

    [Fact]
    public void A_failure_has_a_type_and_a_reason()
    {
        using var heard = new Listener();
        using var span = Spans.Root("poll");
        span.Fail("Dns", "no such name");
        Assert.Equal(("Dns", ActivityStatusCode.Error, "no such name"), (span!.GetTagItem("error.type"), span.Status, span.StatusDescription));
    }

    private sealed class Listener : IDisposable
    {
        private readonly ActivityListener _listener;

        public Listener(ActivitySamplingResult sampled = ActivitySamplingResult.AllDataAndRecorded)
        {
            _listener = new ActivityListener { ShouldListenTo = source => source.Name == Spans.SourceName, Sample = (ref ActivityCreationOptions<ActivityContext> _) => sampled };
            ActivitySource.AddActivityListener(_listener);
        }

        public void Dispose() => _listener.Dispose();
    }
}
