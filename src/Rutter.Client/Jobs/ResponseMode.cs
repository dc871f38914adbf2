namespace Rutter.Client.Jobs;

/// <summary>The values of <c>response_mode</c>. Source: "Basics", heading "Asynchronous Operations".</summary>
public enum ResponseMode
{
    /// <summary>The API responds at once with a job to wait for.</summary>
    Async,

    /// <summary>The API waits up to 30 seconds for the result, and responds with a job if it takes longer.</summary>
    PreferSync,
}

/// <summary>The modes as the API spells them.</summary>
internal static class ResponseModeNames
{
    public static string ToApiName(this ResponseMode mode) => mode == ResponseMode.Async ? "async" : "prefer_sync";
}
