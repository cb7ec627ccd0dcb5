using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Tests.Outputs;

/// <summary>What is printed arrives as whole lines, however a language cuts it, and nothing is lost or late for ever.</summary>
public sealed class PacedTextTests
{
    private readonly SteppedTime time = new();
    private readonly List<(string Stream, string Text)> sent = [];
    private readonly PacedText text;

    public PacedTextTests() => text = new PacedText(time, (stream, part) => sent.Add((stream, part)));

    [Fact]
    public void A_line_that_comes_in_two_pieces_is_one_message()
    {
        text.Add("stdout", "1");
        time.Pass();
        text.Add("stdout", "\n");
        text.Flush();
        Assert.Equal([("stdout", "1\n")], sent);
    }

    [Fact]
    public void Text_that_waits_for_no_line_end_is_sent_all_the_same()
    {
        text.Add("stdout", "Name? ");
        time.Pass();
        Assert.Empty(sent);
        time.Pass();
        Assert.Equal([("stdout", "Name? ")], sent);
    }

    [Fact]
    public void The_start_of_a_line_waits_for_its_end_behind_whole_lines()
    {
        text.Add("stdout", "one\ntw");
        time.Pass();
        Assert.Equal([("stdout", "one\n")], sent);
        text.Add("stdout", "o\n");
        time.Pass();
        Assert.Equal([("stdout", "one\n"), ("stdout", "two\n")], sent);
    }

    [Fact]
    public void The_streams_keep_their_order()
    {
        text.Add("stdout", "a");
        text.Add("stderr", "b");
        text.Add("stdout", "c");
        text.Flush();
        Assert.Equal([("stdout", "a"), ("stderr", "b"), ("stdout", "c")], sent);
    }

    /// <summary>Lines cut into pieces at random, with a pause between some: as long as a line's pieces come within one pause.</summary>
    [Fact]
    public void Every_message_ends_with_a_line_however_lines_are_cut()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            sent.Clear();
            var random = new Random(seed);
            var printed = "";
            for (var line = random.Next(1, 8); line > 0; line--)
            {
                var whole = new string('x', random.Next(6)) + "\n";
                var cut = random.Next(whole.Length);
                text.Add("stdout", whole[..cut]);
                if (random.Next(2) == 0)
                {
                    time.Pass();
                }

                text.Add("stdout", whole[cut..]);
                if (random.Next(2) == 0)
                {
                    time.Pass();
                }

                printed += whole;
            }

            text.Flush();
            Assert.Equal(printed, string.Concat(sent.Select(message => message.Text)));
            Assert.All(sent, message => Assert.EndsWith("\n", message.Text, StringComparison.Ordinal));
        }
    }

    /// <summary>Passes in pauses, when a test says so.</summary>
    private sealed class SteppedTime : TimeProvider
    {
        private readonly List<Timer> running = [];

        public void Pass()
        {
            foreach (var timer in running.ToList())
            {
                timer.Ring();
            }
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Assert.Equal((PacedText.Pause, PacedText.Pause), (dueTime, period));
            var timer = new Timer(this, () => callback(state));
            running.Add(timer);
            return timer;
        }

        private sealed class Timer(SteppedTime time, Action ring) : ITimer
        {
            public void Ring() => ring();

            public bool Change(TimeSpan dueTime, TimeSpan period) => false;

            public void Dispose() => time.running.Remove(this);

            public ValueTask DisposeAsync()
            {
                time.running.Remove(this);
                return ValueTask.CompletedTask;
            }
        }
    }
}
