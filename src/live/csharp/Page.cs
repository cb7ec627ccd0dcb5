using System.Runtime.InteropServices.JavaScript;

namespace AsyncWorkbook.Live.CSharp;

/// <summary>What <c>worker.mjs</c> does for this side.</summary>
internal static partial class Page
{
    /// <summary>The bytes of an assembly that this runs on: the compiler reads what the runtime has loaded.</summary>
    [JSImport("bytesOf", "page")]
    internal static partial byte[] BytesOf(string file);

    /// <summary>Sends an event of the protocol.</summary>
    [JSImport("send", "page")]
    internal static partial void Send(string line);

    /// <summary>Ends the worker.</summary>
    [JSImport("end", "page")]
    internal static partial void End();
}
