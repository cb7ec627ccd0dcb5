namespace AsyncWorkbook.Servers.Practice;

/// <summary>What the server tells of a run.</summary>
/// <param name="Requests">How many came, or sockets were opened.</param>
/// <param name="InFlight">How many are in flight now.</param>
/// <param name="MostInFlight">The most that were in flight at once.</param>
/// <param name="Abandoned">How many were left by their caller before they were answered or closed.</param>
/// <param name="Messages">How many messages came through sockets.</param>
/// <param name="Order">What was asked for, in the order in which it came.</param>
internal sealed record Seen(int Requests, int InFlight, int MostInFlight, int Abandoned, long Messages, IReadOnlyList<string> Order);
