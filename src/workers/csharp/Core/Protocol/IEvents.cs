namespace AsyncWorkbook.Workers.CSharp.Core.Protocol;

/// <summary>Where events go. They arrive in the order in which they were posted, from whichever thread; posting does not wait for the host.</summary>
internal interface IEvents
{
    /// <summary>Posts a line made by <see cref="EventLine"/>.</summary>
    void Send(ReadOnlyMemory<byte> line);

    /// <summary>Posts printed text.</summary>
    /// <param name="parent">The execution that printed.</param>
    /// <param name="name"><c>stdout</c> or <c>stderr</c>.</param>
    /// <param name="text">What it printed.</param>
    void Print(string parent, string name, string text);
}
