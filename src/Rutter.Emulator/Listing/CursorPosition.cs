namespace Rutter.Emulator.Listing;

/// <summary>The place behind an object in an order, which stays right when objects come, change and go.</summary>
/// <param name="Keys">The object's values of the fields that the order sorts by.</param>
/// <param name="Id">The object's id, which breaks ties.</param>
internal sealed record CursorPosition(IReadOnlyList<object?> Keys, string Id);
