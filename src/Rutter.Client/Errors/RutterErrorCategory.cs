namespace Rutter.Client.Errors;

/// <summary>What kind of failure it is; the names are those of PowerShell's error categories.</summary>
public enum RutterErrorCategory
{
    /// <summary>Nothing more is known.</summary>
    NotSpecified,

    /// <summary>The request was wrong.</summary>
    InvalidArgument,

    /// <summary>The platform refused the data.</summary>
    InvalidData,

    /// <summary>The response could not be understood.</summary>
    InvalidResult,

    /// <summary>Credentials are missing, wrong or no longer valid.</summary>
    AuthenticationError,

    /// <summary>The credentials are right, but do not allow this.</summary>
    PermissionDenied,

    /// <summary>The endpoint does not exist, or not for this platform.</summary>
    NotImplemented,

    /// <summary>The object does not exist.</summary>
    ObjectNotFound,

    /// <summary>Something of the same name or key exists already.</summary>
    ResourceExists,

    /// <summary>Too many requests.</summary>
    LimitsExceeded,

    /// <summary>The server or a system behind it is not available now.</summary>
    ResourceUnavailable,

    /// <summary>The server could not be reached, or the connection broke.</summary>
    ConnectionError,

    /// <summary>No response came in time.</summary>
    OperationTimeout,

    /// <summary>Sending the credentials there would be unsafe.</summary>
    SecurityError,
}
