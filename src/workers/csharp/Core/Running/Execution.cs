using AsyncWorkbook.Workers.CSharp.Core.Protocol;

namespace AsyncWorkbook.Workers.CSharp.Core.Running;

/// <summary>One <c>execute</c> command: where its output goes and whether it was interrupted.</summary>
internal sealed class Execution
{
    private static readonly AsyncLocal<Execution?> current = new();
    private static readonly AsyncLocal<bool> onThread = new();
    private static volatile Execution? latest;

    private readonly Action<Action> post;

    /// <param name="command">An <c>execute</c>.</param>
    /// <param name="interruption">What stops it.</param>
    /// <param name="post">Has work done on the thread of cells, in order.</param>
    public Execution(Command command, Interruption interruption, Action<Action> post)
    {
        this.post = post;
        Id = command.Id ?? "";
        File = command.File;
        FirstLine = command.Line;
        Code = command.Code;
        Marker = command.Marker;
        Extensions = command.Extensions;
        Interruption = interruption;
    }

    /// <summary>The execution that started the code which asks, or else the latest: then nothing tells.</summary>
    public static Execution? Current => current.Value ?? latest;

    /// <summary>The execution that started the code which asks, if that is known.</summary>
    public static Execution? Starter => current.Value;

    /// <summary>Whether the asking code was started by code on the thread of cells.</summary>
    public static bool IsOnThread => onThread.Value;

    public string Id { get; }

    /// <summary>What the reader calls the cell, such as <c>cell 3</c>.</summary>
    public string File { get; }

    /// <summary>The 1-based line of the cell at which <see cref="Code"/> starts.</summary>
    public int FirstLine { get; }

    public string Code { get; }

    public string? Marker { get; }

    /// <summary>Folders with packages' extensions, which are loaded behind the code.</summary>
    public IReadOnlyList<string> Extensions { get; }

    public Interruption Interruption { get; }

    /// <summary>What code on the thread of cells has thrown, if that was told otherwise.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Over when the code has ended that was given to the thread of cells last.</summary>
    public Task CodeEnded { get; private set; } = Task.CompletedTask;

    /// <summary>Makes this the execution of everything that the calling thread starts from now on.</summary>
    public void BecomeCurrent()
    {
        current.Value = this;
        latest = this;
    }

    /// <summary>Runs code in the caller's context on the thread of cells; called by such code, right here.</summary>
    /// <param name="code">Is told whether it has the thread to itself.</param>
    public Task OnThreadAsync(Func<bool, Task> code)
    {
        if (onThread.Value)
        {
            return code(false);
        }

        var context = ExecutionContext.Capture()!;
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        CodeEnded = ended.Task;
        post(() => ExecutionContext.Run(context, _ => _ = RunAsync(), null));
        return ended.Task;

        async Task RunAsync()
        {
            onThread.Value = true;
            try
            {
                await code(true);
                ended.SetResult();
            }
            catch (Exception error) // of whoever waits
            {
                ended.SetException(error);
            }
        }
    }
}
