using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;

namespace AsyncWorkbook.Engine.Jupyter;

/// <summary>A message of the Jupyter protocol that has arrived, its signature checked.</summary>
/// <param name="Identities">The route back to the sender.</param>
/// <param name="HeaderJson">The header as it was sent: the parent header of every answer.</param>
/// <param name="Header">The header.</param>
/// <param name="Parent">The header of the message that it answers; empty if it answers none.</param>
/// <param name="Metadata">What a front end adds, such as the metadata of the cell.</param>
/// <param name="Content">What the message is about.</param>
internal sealed record JupyterMessage(
    IReadOnlyList<byte[]> Identities,
    byte[] HeaderJson,
    JsonObject Header,
    JsonObject Parent,
    JsonObject Metadata,
    JsonObject Content)
{
    /// <summary>What kind of message it is, such as <c>execute_request</c>.</summary>
    public string Type => Header.Text("msg_type");
}

/// <summary>The sockets of a kernel that carry messages.</summary>
internal enum KernelChannel
{
    /// <summary>Requests that are carried out one after another.</summary>
    Shell,

    /// <summary>Requests that do not wait for those of the shell.</summary>
    Control,

    /// <summary>Questions of running code, and their answers.</summary>
    Stdin,

    /// <summary>What everyone may see.</summary>
    Iopub,
}

/// <summary>A message that wants an answer.</summary>
/// <param name="Channel">Where it came from, and where its reply goes.</param>
/// <param name="Message">The message.</param>
internal sealed record Request(KernelChannel Channel, JupyterMessage Message)
{
    public string Type => Message.Type;

    public JsonObject Content => Message.Content;
}
