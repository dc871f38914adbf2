namespace Rutter.Client.Resources;

/// <summary>Marks a property that holds the Rutter id of another object.</summary>
/// <param name="noun">The noun of that object, for example <c>Account</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ReferencesAttribute(string noun) : Attribute
{
    /// <summary>The noun of the object, for example <c>Account</c>.</summary>
    public string Noun { get; } = noun;
}
