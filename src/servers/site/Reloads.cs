using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace AsyncWorkbook.Servers.Site;

/// <summary>Tells open pages that there is a newer state of them.</summary>
internal sealed class Reloads
{
    /// <summary>Where pages listen.</summary>
    public const string Address = "/.workbook/changes";

    /// <summary>Where the script is that listens.</summary>
    public const string ScriptAddress = "/.workbook/reload.js";

    /// <summary>Loads the page again, where the reader was; also when the server was away and is there again.</summary>
    public const string Script = $$"""
        "use strict";
        {
          const source = new EventSource("{{Address}}");
          let state;
          source.onmessage = ({ data }) => {
            if (state !== undefined && state !== data) {
              location.reload();
            }
            state = data;
          };
          addEventListener("pagehide", () => source.close());
        }

        """;

    private readonly string start = Guid.NewGuid().ToString("N");
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int state;

    /// <summary>There is a newer state.</summary>
    public void Tell()
    {
        Interlocked.Increment(ref state);
        Interlocked.Exchange(ref changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    /// <summary>The state, and each newer one.</summary>
    public async IAsyncEnumerable<SseItem<string>> ListenAsync([EnumeratorCancellation] CancellationToken left)
    {
        while (true)
        {
            var next = Volatile.Read(ref changed).Task; // before the state is read: nothing is missed between the two
            yield return new SseItem<string>($"{start} {Volatile.Read(ref state)}");
            await next.WaitAsync(left);
        }
    }
}
