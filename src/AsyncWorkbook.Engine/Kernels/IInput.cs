namespace AsyncWorkbook.Engine.Kernels;

/// <summary>The reader: answers the questions of running code, <c>input()</c>, <c>Console.ReadLine()</c>, <c>@input</c>, and waits for it.</summary>
public interface IInput
{
    /// <summary>Asks the reader of the notebook for a line of text.</summary>
    /// <param name="prompt">The question; may be empty.</param>
    /// <param name="secret">Whether the answer must not be seen, as of a password.</param>
    /// <param name="cancel">The code no longer waits for the answer.</param>
    /// <exception cref="InputMissingException">Nobody can answer.</exception>
    Task<string> AskAsync(string prompt, bool secret, CancellationToken cancel);

    /// <summary>Tells the reader what a cell waits for; to be shown until it goes on, and kept nowhere.</summary>
    /// <param name="message">It, in a few words.</param>
    void Tell(string message)
    {
        // Nobody is in front of it.
    }
}

/// <summary>Nobody is there to answer: a headless run.</summary>
public sealed class NoInput : IInput
{
    /// <inheritdoc/>
    public Task<string> AskAsync(string prompt, bool secret, CancellationToken cancel) =>
        throw new InputMissingException(
            "this code asks a question, and here nobody can answer; "
            + "use a cell tagged \"parameters\" and -p name=value instead.");
}

/// <summary>A question of running code cannot be answered. The message is one line for the reader.</summary>
/// <param name="message">The one line.</param>
/// <param name="innerException">Its cause, or null.</param>
public sealed class InputMissingException(string message, Exception? innerException = null) : Exception(message, innerException);
