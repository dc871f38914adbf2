namespace Rutter.Client.Filtering;

/// <summary>
/// What joins two conditions. Both bind equally and group from left to right.
/// Source: seed "Basics", heading "Filtering Objects".
/// </summary>
public enum FilterConnective
{
    /// <summary><c>AND</c>: both conditions hold.</summary>
    And,

    /// <summary><c>OR</c>: at least one condition holds.</summary>
    Or,
}
