using System.Collections;
using System.Reflection;
using System.Security;
using System.Text;
using Rutter.Client.Errors;
using Rutter.Client.Tests.Support;
using Rutter.Client.Webhooks;
using Xunit;

namespace Rutter.Client.Tests.Mutations;

/// <summary>
/// Whatever a server answers, what comes back is objects, or an error of the library's own kind in words: every value of every kind of
/// response is in turn replaced by what does not belong there.
/// </summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private const int FewestResponses = 4000;
    private const int ClientsOfOneOrganisation = 50;

    [Fact]
    public async Task Every_mutated_response_gives_objects_or_an_error_in_words()
    {
        var (calls, responses, errors) = (0, 0, 0);
        var findings = new List<string>();
        var clock = new SystemClock();
        foreach (var call in ApiCalls.All())
        {
            calls++;
            var mayFail = call.Name.StartsWith("an error", StringComparison.Ordinal);
            await RunAsync(call, Encoding.UTF8.GetBytes(call.Responses[call.Mutated].Json), clock, mayFail, findings, "as it is");
            foreach (var (what, json) in JsonMutation.Of(call.Responses[call.Mutated].Json).Where((_, number) => number % call.Share == 0))
            {
                if (++responses % ClientsOfOneOrganisation == 0)
                {
                    clock = new SystemClock();
                }

                errors += await RunAsync(call, json, clock, mayFail: true, findings, what) ? 0 : 1;
            }
        }

        output.WriteLine($"{responses} mutated responses to {calls} calls: {responses - errors} gave objects, {errors} an error in words.");
        Assert.True(findings.Count == 0, $"{findings.Count} of {responses} ended otherwise:\n{string.Join('\n', findings.Take(30))}");
        Assert.InRange(responses, FewestResponses, int.MaxValue);
        Assert.InRange(errors, 1, responses - 1);
    }

    private static async Task<bool> RunAsync(ApiCall call, byte[] mutated, TimeProvider clock, bool mayFail, List<string> findings, string what)
    {
        var sent = 0;
        var handler = new ScriptedHandler(_ =>
        {
            var number = Math.Min(sent++, call.Responses.Count - 1);
            return number == call.Mutated && sent - 1 == call.Mutated
                ? ScriptedHandler.Json(mutated, call.Responses[number].Status)
                : ScriptedHandler.Json(call.Responses[number].Json, call.Responses[number].Status);
        });
        try
        {
            foreach (var value in await call.RunAsync(handler.Client(clock), mutated))
            {
                Look(value);
            }

            return true;
        }
        catch (Exception exception) when (mayFail && exception is RutterApiException or WebhookException)
        {
            if (!IsInWords(exception))
            {
                findings.Add($"{call.Name}, {what}: {exception.GetType().Name} says '{exception.Message}'");
            }
        }
        catch (Exception exception)
        {
            var place = exception.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Rutter.Client.", StringComparison.Ordinal))?.Trim();
            findings.Add($"{call.Name}, {what}: {exception.GetType().Name}: {exception.Message} {place}");
        }

        return false;
    }

    private static bool IsInWords(Exception exception) =>
        exception.Message.Length is > 0 and < 5000
        && !exception.Message.Any(char.IsControl)
        && (exception is not RutterApiException failure || (failure.RecommendedAction.Length > 0 && IsHarmless(failure.Meaning.ErrorId)));

    private static bool IsHarmless(string id) => id.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');

    // What a view, a completer or an export does: every property is read, and the object is shown.
    private static void Look(object? value)
    {
        if (value is null or string or SecureString || value.GetType().IsPrimitive)
        {
            return;
        }

        _ = value.ToString();
        if (value is IEnumerable items)
        {
            foreach (var item in items)
            {
                Look(item);
            }
        }

        if (value.GetType().Namespace?.StartsWith("Rutter.", StringComparison.Ordinal) == true && value is not Exception)
        {
            var properties = value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance);
            foreach (var property in properties.Where(property => property.GetIndexParameters().Length == 0))
            {
                Look(property.GetValue(value));
            }
        }
    }

    /// <summary>The machine's clock; a rate limiter lives as long as its clock.</summary>
    private sealed class SystemClock : TimeProvider;
}
