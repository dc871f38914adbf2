namespace RutterPS.Tests;

public enum PesterOutcome
{
    Failed,
    Passed,
    Skipped,
}
