namespace AsyncWorkbook.Workers.CSharp.Core.Questions;

/// <summary>What running code asks the reader.</summary>
internal static class InputRequests
{
    /// <summary>Asks for a line of text.</summary>
    /// <param name="prompt">The question; may be empty.</param>
    /// <param name="secret">Whether the answer must not be seen.</param>
    /// <exception cref="InvalidOperationException">Nobody can answer; the message says why.</exception>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public static async Task<string> AskAsync(string prompt, bool secret)
    {
        var answer = await HostQuestions.AskAsync("ask", json =>
        {
            json.WriteString("prompt", prompt);
            json.WriteBoolean("secret", secret);
        });
        return answer.Typed ?? "";
    }
}
