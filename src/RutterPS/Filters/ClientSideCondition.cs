namespace RutterPS.Filters;

/// <summary>A condition in PowerShell.</summary>
/// <param name="Property">The property.</param>
/// <param name="Operator">For example <c>-gt</c>.</param>
/// <param name="Value">The value as PowerShell writes it.</param>
internal readonly record struct ClientSideCondition(string Property, string Operator, string Value)
{
    /// <summary>Whether the short form of Where-Object would take it for a number or switch.</summary>
    public bool IsScript => Value.StartsWith('-');

    public override string ToString() => $"$_.{Property} {Operator} {Value}";
}
