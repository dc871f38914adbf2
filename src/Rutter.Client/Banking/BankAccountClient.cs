using System.Text.Json.Serialization;
using Rutter.Client.Errors;
using Rutter.Client.Json;
using Rutter.Client.Listing;
using Rutter.Client.Resources;
using Rutter.Client.Resources.BankAccounts;
using Rutter.Client.Resources.Banking;
using Rutter.Client.Responses;
using Rutter.Client.Transport;

namespace Rutter.Client.Banking;

/// <summary>Reads what banks say of an account besides the account. Source: the description, <c>/banking/bank_accounts/{id}</c>.</summary>
public sealed class BankAccountClient
{
    private readonly RequestSender sender;

    internal BankAccountClient(RequestSender sender) => this.sender = sender;

    /// <summary>Reads what is on an account now.</summary>
    /// <param name="query">The id of the account.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The balance.</returns>
    /// <exception cref="ArgumentException">The id cannot be part of a path.</exception>
    /// <exception cref="RutterApiException">There is no such account, or the request failed.</exception>
    public ValueTask<CurrentBalance> GetBalanceAsync(FetchQuery query, CancellationToken cancellationToken = default) => sender.SendAsync(
        ToRequest(query, "balance"),
        BankAccountFactsJson.Default.BalanceResponse,
        response => Stamp(response.BankAccountBalance, response.Connection),
        "bank_account_balance",
        cancellationToken);

    /// <summary>Reads the numbers of an account.</summary>
    /// <param name="query">The id of the account.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The numbers.</returns>
    /// <exception cref="ArgumentException">The id cannot be part of a path.</exception>
    /// <exception cref="RutterApiException">There is no such account, or the request failed.</exception>
    public ValueTask<BankAccountNumbers> GetDetailsAsync(FetchQuery query, CancellationToken cancellationToken = default) => sender.SendAsync(
        ToRequest(query, "details"),
        BankAccountFactsJson.Default.DetailsResponse,
        response => Stamp(response.BankAccountDetails, response.Connection),
        "bank_account_details",
        cancellationToken);

    private static RutterRequest ToRequest(FetchQuery query, string part)
    {
        ArgumentNullException.ThrowIfNull(query);
        var account = query.ToRequest(BankAccount.Definition);
        return account with { Path = $"{account.Path}/{part}" };
    }

    private static T? Stamp<T>(T? found, ConnectionReference? connection)
        where T : RutterObject
    {
        if (found is not null)
        {
            Envelope.Stamp(found, connection);
        }

        return found;
    }
}

/// <summary><c>{bank_account_balance: {}, connection: {}}</c>.</summary>
internal sealed record BalanceResponse(CurrentBalance? BankAccountBalance, ConnectionReference? Connection);

/// <summary><c>{bank_account_details: {}, connection: {}}</c>.</summary>
internal sealed record DetailsResponse(BankAccountNumbers? BankAccountDetails, ConnectionReference? Connection);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter), typeof(NullableInstantConverter), typeof(MoneyConverter), typeof(PlainValueConverter)])]
[JsonSerializable(typeof(BalanceResponse))]
[JsonSerializable(typeof(DetailsResponse))]
internal sealed partial class BankAccountFactsJson : JsonSerializerContext;
