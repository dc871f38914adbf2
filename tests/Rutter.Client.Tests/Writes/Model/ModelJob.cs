using System.Globalization;

namespace Rutter.Client.Tests.Writes.Model;

/// <summary>A job of the server.</summary>
internal sealed class ModelJob(string id, WriteSchedule schedule)
{
    public const string ObjectJson = """{"bank_transfer":{"id":"t1","total_amount":1}}""";
    public const string SeveralJson = """{"bank_transfers":[{"id":"t1","total_amount":1}],"next_cursor":null}""";
    public const string AppliedJson = """{"bill_credit_unapplication":{"success":true}}""";
    public const string NotAppliedJson = """{"bill_credit_unapplication":{"success":false}}""";
    public const string SaysNothingJson = """{"bill_credit_unapplication":{}}""";
    public const string OtherObjectJson = """{"bank_transfer":{"id":"t2","total_amount":1}}""";
    public const string DeletedJson = """{"code":"deleted","success":true}""";
    public const string NotFoundJson = """{"code":"not_found","success":false}""";
    public const string ContradictionJson = """{"code":"deleted","success":false}""";
    public const string Error = """{"error_type":"X","error_code":"Y","error_message":"Z"}""";

    public string Id => id;

    // Only a change without an object has a word of its own on whether it was made.
    public JobEnd End => schedule.Change != Change.Unapply && schedule.JobEnd is JobEnd.SuccessThatSaysNo or JobEnd.SuccessThatSaysNothing
        ? JobEnd.Success
        : schedule.JobEnd;

    public bool IsNotFoundAnError => schedule.IsNotFoundAnError;

    /// <summary>Whether nobody looks at its result.</summary>
    public bool IsNoWait => schedule.IsNoWait;

    /// <summary>The result of a change that was made.</summary>
    public string ResultJson => schedule.Change switch
    {
        Change.Delete => DeletedJson,
        Change.CreateSeveral => SeveralJson,
        Change.Unapply => AppliedJson,
        _ => ObjectJson,
    };

    public bool IsRun { get; set; }

    public bool HasDeleted { get; set; }

    /// <summary>Whether the change is made when the job runs.</summary>
    public bool Commits => End switch
    {
        JobEnd.Success or JobEnd.SuccessWithNullStatus or JobEnd.SuccessWithTextStatus => true,

        // A change whose result does not say so need not have been made where the result decides, nor need an update whose result is another object.
        JobEnd.SuccessWithOtherObject when schedule.Change == Change.Update && !IsNoWait => schedule.IsCommittedInSecret,
        JobEnd.SuccessWithoutBody or JobEnd.SuccessWithOddBody or JobEnd.SuccessWithOtherObject =>
            !schedule.IsDecidedByResult || schedule.IsCommittedInSecret,
        JobEnd.SuccessThatSaysNo or JobEnd.Refused400 or JobEnd.Refused450 or JobEnd.Refused452 => false,
        _ => schedule.IsCommittedInSecret,
    };

    public int? HttpStatus => IsNotFound ? 410 : End switch
    {
        JobEnd.Success or JobEnd.SuccessThatSaysNo or JobEnd.SuccessThatSaysNothing or JobEnd.SuccessWithoutBody or JobEnd.SuccessWithOddBody
            or JobEnd.SuccessWithOtherObject or JobEnd.FailedWithSuccessStatus => 200,
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

    public string ToJson()
    {
        var status = End == JobEnd.SuccessWithTextStatus && !IsNotFound ? "\"200\"" : HttpStatus?.ToString(CultureInfo.InvariantCulture) ?? "null";
        var body = End switch
        {
            _ when IsNotFound => Error,
            JobEnd.SuccessWithoutBody => "null",
            JobEnd.SuccessWithOddBody => "[7]",
            JobEnd.SuccessWithOtherObject => OtherObjectJson,
            JobEnd.SuccessThatSaysNo => NotAppliedJson,
            JobEnd.SuccessThatSaysNothing => SaysNothingJson,
            <= JobEnd.SuccessWithTextStatus => FindsNothing ? NotFoundJson : ResultJson,
            _ => Error,
        };
        var response = End == JobEnd.FailedSilently ? "null" : $$"""{"http_status":{{status}},"body":{{body}}}""";
        var method = schedule.Change switch { Change.Delete => "DELETE", Change.Update => "PATCH", _ => "POST" };
        return $$"""
            {"id":"{{id}}","status":"{{(IsSuccess ? "success" : "failure")}}","request":{"method":"{{method}}","url":"/x"},"response":{{response}}}
            """;
    }
}
