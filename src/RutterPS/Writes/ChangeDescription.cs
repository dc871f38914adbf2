namespace RutterPS.Writes;

/// <summary>A change in words.</summary>
/// <param name="Sentence">What will happen: <c>Move 12.50 from account A to account B</c>.</param>
/// <param name="Target">What is changed, where no row of the pipeline stands for it.</param>
internal sealed record ChangeDescription(string Sentence, string Target);
