using Rutter.Benchmarks.Server;

namespace Rutter.Benchmarks.Running;

/// <summary>One run of one contender in a process of its own.</summary>
/// <param name="Row">The row's name.</param>
/// <param name="Contender">What the table calls the contender.</param>
/// <param name="Number">From 1.</param>
/// <param name="Ms">The time of the work alone, in milliseconds.</param>
/// <param name="ProcessMs">The whole process, with the start of the engine.</param>
/// <param name="PeakMB">The most memory that the process had in use.</param>
/// <param name="Value">What the work counted, where it counts.</param>
/// <param name="Server">What the server saw.</param>
internal sealed record Sample(string Row, string Contender, int Number, double Ms, double ProcessMs, double PeakMB, long? Value, ServerCounts Server);
