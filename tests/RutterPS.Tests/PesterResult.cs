namespace RutterPS.Tests;

/// <summary>What Pester says of one test, or of a suite that could not be run.</summary>
public sealed record PesterResult(string Name, PesterOutcome Outcome, string Message)
{
    public override string ToString() => Name;
}
