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
    private const string scriptStart = "<script type=\"text/javascript\">";

    // How Kernel.CSS adds rules: by a script. Pages that run no scripts need the rules themselves.
    private const string ruleStart = scriptStart + "var css = `";
    private const string ruleEnd = "`,\r\nhead = document.head";

    /// <summary>Whether the running cell as a whole is a command: then an error is the cell's own.</summary>
    public bool IsSubmitted { get; set; }

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
            case ErrorProduced when IsSubmitted:
            case ErrorProduced { Command: RequestInput or RequestInputs }: // whoever asked is told by an exception
                break;
            case ErrorProduced error:
                Print("stderr", error.Message + "\n");
                break;
            case DisplayedValueUpdated updated:
                DisplaySink.Send("update", updated.ValueId, Bundle(updated));
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
