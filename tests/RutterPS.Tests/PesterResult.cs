namespace RutterPS.Tests;

public enum PesterOutcome
{
    Failed,
    Passed,
    Skipped,
}

/// <summary>Pester's result of one test, or of a suite that did not run.</summary>
public sealed record PesterResult(string Name, PesterOutcome Outcome, string Message)
{
    public override string ToString() => Name;
}

/// <summary>The result file of one suite, which Run.ps1 writes.</summary>
/// <param name="Engine">The version of PowerShell, and of .NET.</param>
/// <param name="Tests">In their order.</param>
public sealed record PesterSuiteResult(string Engine, IReadOnlyList<PesterResult> Tests);
