using AsyncWorkbook.Workers.CSharp.Core.Protocol;
using AsyncWorkbook.Workers.CSharp.Core.Running;
using AsyncWorkbook.Workers.CSharp.Shell.Interrupts;
using AsyncWorkbook.Workers.CSharp.Shell.Lifetime;

namespace AsyncWorkbook.Workers.CSharp.Shell;

/// <summary>A process of its own as the place where the core runs.</summary>
internal sealed class ProcessShell(IEvents events, CommandThread thread) : IShell
{
    public IEvents Events => events;

    public bool HasThreads => true;

    public void Post(Action work) => thread.Post(work);

    public Interruption CreateInterruption() => new ForcedInterruption();

    public void Ending(Execution execution)
    {
        LostExceptions.Find();
        if (execution.Marker is { } marker)
        {
            RawStreams.Mark(marker);
        }
    }

    public void End() => Exit.Now();
}
