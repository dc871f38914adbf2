using System.Globalization;

namespace Rutter.Client.Tests.Writes.Model;

/// <summary>A job of the server.</summary>
internal sealed class ModelJob(string id, WriteSchedule schedule)
{
    public const string ObjectJson = """{"bank_transfer":{"id":"t1","total_amount":1}}""";
    public const string OtherObjectJson = """{"bank_transfer":{"id":"t2","total_amount":1}}""";
    public const string DeletedJson = """{"code":"deleted","success":true}""";
    public const string NotFoundJson = """{"code":"not_found","success":false}""";
    public const string Error = """{"error_type":"X","error_code":"Y","error_message":"Z"}""";

    public string Id => id;

    public JobEnd End => schedule.JobEnd;

    public bool IsNotFoundAnError => schedule.IsNotFoundAnError;

    /// <summary>Whether nobody looks at its result.</summary>
    public bool IsNoWait => schedule.IsNoWait;

    public bool IsRun { get; set; }

    public bool HasDeleted { get; set; }

    /// <summary>Whether the change is made when the job runs.</summary>
    public bool Commits => End switch
    {
        JobEnd.Success or JobEnd.SuccessWithNullStatus or JobEnd.SuccessWithTextStatus => true,

        // A deletion whose result does not say so need not have taken place, nor need an update whose result is another object.
        JobEnd.SuccessWithOtherObject when schedule.Change == Change.Update && !IsNoWait => schedule.IsCommittedInSecret,
        JobEnd.SuccessWithoutBody or JobEnd.SuccessWithOddBody or JobEnd.SuccessWithOtherObject =>
            schedule.Change != Change.Delete || schedule.IsCommittedInSecret,
        JobEnd.Refused400 or JobEnd.Refused450 or JobEnd.Refused452 => false,
        _ => schedule.IsCommittedInSecret,
    };

    public int? HttpStatus => IsNotFound ? 410 : End switch
    {
        JobEnd.Success or JobEnd.SuccessWithoutBody or JobEnd.SuccessWithOddBody or JobEnd.SuccessWithOtherObject
            or JobEnd.FailedWithSuccessStatus => 200,
        JobEnd.SuccessWithErrorStatus or JobEnd.Refused450 => 450,
        JobEnd.Refused400 => 400,
        JobEnd.Refused452 => 452,
        JobEnd.Failed408 => 408,
        JobEnd.Failed499 => 499,
        JobEnd.Failed500 => 500,
        JobEnd.Failed550 => 550,
        _ => null,
    };

    public bool IsSuccess => End <= JobEnd.SuccessWithErrorStatus && !IsNotFound;

    // What a deletion that finds nothing says, where it says something.
    public bool FindsNothing => schedule.Change == Change.Delete && IsRun && !HasDeleted
        && End is JobEnd.Success or JobEnd.SuccessWithNullStatus or JobEnd.SuccessWithTextStatus;

    private bool IsNotFound => FindsNothing && IsNotFoundAnError;

    public string ToJson(Change change)
    {
        var result = change != Change.Delete ? ObjectJson : FindsNothing ? NotFoundJson : DeletedJson;
        var status = End == JobEnd.SuccessWithTextStatus && !IsNotFound ? "\"200\"" : HttpStatus?.ToString(CultureInfo.InvariantCulture) ?? "null";
        var body = End switch
        {
            _ when IsNotFound => Error,
            JobEnd.SuccessWithoutBody => "null",
            JobEnd.SuccessWithOddBody => "[7]",
            JobEnd.SuccessWithOtherObject => OtherObjectJson,
            <= JobEnd.SuccessWithTextStatus => result,
            _ => Error,
        };
        var response = End == JobEnd.FailedSilently ? "null" : $$"""{"http_status":{{status}},"body":{{body}}}""";
        var method = change switch { Change.Create => "POST", Change.Update => "PATCH", _ => "DELETE" };
        return $$"""
            {"id":"{{id}}","status":"{{(IsSuccess ? "success" : "failure")}}","request":{"method":"{{method}}","url":"/x"},"response":{{response}}}
            """;
    }
}
