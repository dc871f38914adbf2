namespace Rutter.Client.Writes;

/// <summary>The values of <c>response_mode</c>. Source: seed "Basics", heading "Asynchronous Operations".</summary>
public enum ResponseMode
{
    /// <summary>The API answers at once with a job, which is then waited for.</summary>
    Async,

    /// <summary>The API waits up to 30 seconds for the result, and answers with a job if it takes longer.</summary>
    PreferSync,
}
