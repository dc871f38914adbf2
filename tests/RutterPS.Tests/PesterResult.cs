namespace RutterPS.Tests;

public enum PesterOutcome
{
    Failed,
    Passed,
    Skipped,
}

/// <summary>What Pester says of one test, or of a suite that could not be run.</summary>
public sealed record PesterResult(string Name, PesterOutcome Outcome, string Message)
{
    public override string ToString() => Name;
}

/// <summary>What Run.ps1 writes of one suite.</summary>
/// <param name="Engine">The version of PowerShell, and of .NET.</param>
/// <param name="Tests">In their order.</param>
public sealed record PesterSuiteResult(string Engine, IReadOnlyList<PesterResult> Tests);
