namespace AsyncWorkbook;

/// <summary>A level of the game: a recorded run of which the player has to say, step by step, what came next.</summary>
/// <param name="Name">What it is about, in a few words.</param>
/// <param name="Language">By whose rules it is played: C#, JavaScript or Python.</param>
/// <param name="Run">
/// The run. <c>gets soon</c> of the actor <c>ready queue</c>, <c>microtasks</c> or <c>timers</c> says that something called <c>soon</c> now
/// stands there; <c>runs</c> of the actor <c>soon</c> says that it had its turn. Of the timers, the event may say the time at which they
/// are due: <c>gets alarm at 2</c>.
/// </param>
public sealed record LoopLevel(string Name, string Language, Run Run);
