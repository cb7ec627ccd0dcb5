using System.Runtime.CompilerServices;
using System.Text.Json;
using AsyncWorkbook.Workers.CSharp.Core.Display;
using AsyncWorkbook.Workers.CSharp.Core.Formatting;
using AsyncWorkbook.Workers.CSharp.Core.Protocol;
using AsyncWorkbook.Workers.CSharp.Core.Running;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;

namespace AsyncWorkbook.Workers.CSharp.Core.Kernels;

/// <summary>The events of cells' commands that their readers see, as events of the protocol.</summary>
/// <param name="events">Where they go.</param>
internal sealed class ShownEvents(IEvents events) : IObserver<KernelEvent>
{
    /// <summary>Events have no place for what an output tells besides its forms.</summary>
    private static readonly ConditionalWeakTable<DisplayEvent, object> metadata = [];

    private const string scriptStart = "<script type=\"text/javascript\">";

    // How Kernel.CSS adds rules: by a script. Pages that run no scripts need the rules themselves.
    private const string ruleStart = scriptStart + "var css = `";
    private const string ruleEnd = "`,\r\nhead = document.head";

    /// <summary>The command that stands for the running cell; its failure is told as the cell's.</summary>
    public KernelCommand? Cell { get; set; }

    /// <summary>Keeps an output's metadata for when its event is shown.</summary>
    public static void Describe(DisplayEvent display, JsonElement told) => metadata.AddOrUpdate(display, told);

    /// <summary>Shows what an event brings, if anything.</summary>
    public void OnNext(KernelEvent value)
    {
        switch (value)
        {
            case StandardOutputValueProduced printed:
                Print("stdout", Text(printed));
                break;
            case StandardErrorValueProduced printed:
                Print("stderr", Text(printed));
                break;
            case ErrorProduced when !Execution.IsOnThread: // of a part of the cell, which fails for it
            case ErrorProduced { Command: RequestInput or RequestInputs }: // whoever asked is told by an exception
                break;
            case ErrorProduced error:
                Print("stderr", error.Message + "\n");
                break;
            case DisplayedValueUpdated updated:
                DisplaySink.Send("update", updated.ValueId, Bundle(updated));
                break;
            case ReturnValueProduced result when result.Command == Cell:
                DisplaySink.SendResult(Bundle(result));
                break;
            case DisplayedValueProduced or ReturnValueProduced:
                var displayed = (DisplayEvent)value;
                DisplaySink.Send("display", displayed.ValueId ?? Guid.NewGuid().ToString(), Bundle(displayed));
                break;
        }
    }

    /// <summary>Commands tell of their failures by events.</summary>
    public void OnError(Exception error)
    {
    }

    /// <summary>The cell has ended.</summary>
    public void OnCompleted()
    {
    }

    private void Print(string name, string text)
    {
        if (Execution.Current is { } execution)
        {
            events.Print(execution.Id, name, text);
        }
    }

    private static string Text(DisplayEvent printed) => printed.FormattedValues.FirstOrDefault()?.Value ?? "";

    private static MimeBundle Bundle(DisplayEvent displayed)
    {
        var bundle = MimeBundle.Of(displayed.Value, displayed.FormattedValues);
        bundle.Metadata = metadata.TryGetValue(displayed, out var told) ? (JsonElement)told : default;
        if (displayed.Value is not null || !bundle.TryGetValue(MimeBundle.Html, out var html) || !html.StartsWith(scriptStart, StringComparison.Ordinal))
        {
            return bundle;
        }

        if (html.StartsWith(ruleStart, StringComparison.Ordinal) && html.IndexOf(ruleEnd, StringComparison.Ordinal) is > 0 and var end)
        {
            var rules = html[ruleStart.Length..end];
            return new MimeBundle { [MimeBundle.Html] = $"<style>{rules}</style>", [MimeBundle.PlainText] = rules };
        }

        bundle[MimeBundle.PlainText] = html[scriptStart.Length..].Replace("</script>", "", StringComparison.Ordinal);
        return bundle;
    }
}
