using System.Reflection;
using System.Runtime.CompilerServices;
using AsyncWorkbook.Workers.CSharp.Core.Formatting;
using AsyncWorkbook.Workers.CSharp.Core.Protocol;
using AsyncWorkbook.Workers.CSharp.Core.Running;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Formatting;

namespace AsyncWorkbook.Workers.CSharp.Core.Display;

/// <summary>Sends what cells show to the host.</summary>
internal static class DisplaySink
{
    private const string kernels = "Microsoft.DotNet.Interactive";

    private static readonly Action<DisplayedValue> shown = OnDisplayed;
    private static IEvents? events;

    /// <summary>Takes what is shown elsewhere first; tells whether it did.</summary>
    public static Func<DisplayedValue, string, bool>? Publisher { get; set; }

    /// <summary>Takes what is shown from now on. Done again for each cell: an earlier one may have reset the formatters.</summary>
    public static void Install(IEvents channel)
    {
        ConciseFormatters.Register();
        if (events is not null)
        {
            return;
        }

        events = channel;
        Formatter.SubscribeToDisplayedValues(shown);
        AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) =>
        {
            if (loaded.LoadedAssembly.GetName().Name == kernels)
            {
                TakeOver();
            }
        };
    }

    /// <summary>Shows a value, or replaces one that is shown.</summary>
    /// <param name="type"><c>display</c> or <c>update</c>.</param>
    /// <param name="displayId">What it is called in updates.</param>
    /// <param name="bundle">Its forms.</param>
    public static void Send(string type, string displayId, MimeBundle bundle)
    {
        if (Execution.Current is { } execution)
        {
            events?.Send(EventLine.Create(type, execution.Id, json =>
            {
                bundle.WriteTo(json);
                json.WriteString("displayId", displayId);
            }));
        }
    }

    /// <summary>Shows the value of the running cell.</summary>
    public static void SendResult(MimeBundle bundle)
    {
        if (Execution.Current is { } execution)
        {
            events?.Send(EventLine.Create("result", execution.Id, bundle.WriteTo));
        }
    }

    private static void OnDisplayed(DisplayedValue value)
    {
        var displayId = DisplayIds.Of(value);
        if (Publisher?.Invoke(value, displayId) != true)
        {
            Send(value.IsUpdated ? "update" : "display", displayId, MimeBundle.Of(value.Value, value.FormattedValues));
        }
    }

    /// <summary>
    /// A kernel of .NET Interactive subscribes to what is shown, too, and where no command of its own runs it prints it to
    /// the console. Here each value is shown once.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void TakeOver()
    {
        RuntimeHelpers.RunClassConstructor(typeof(Kernel).TypeHandle);
        typeof(Formatter).GetField("OnFormatterEvent", BindingFlags.Static | BindingFlags.NonPublic)!.SetValue(null, shown);
    }
}
