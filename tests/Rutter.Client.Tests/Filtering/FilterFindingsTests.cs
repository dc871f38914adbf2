using Rutter.Client.Filtering;
using Xunit;

namespace Rutter.Client.Tests.Filtering;

/// <summary>Filters that do not suit the object, or may not mean what they seem to: each with all that is found in it.</summary>
public class FilterFindingsTests
{
    public static TheoryData<string, string> UnusableFields => FindingsTable.Read(
        """
        parent_id = "x"
        ^^^^^^^^^ The sample has the field parent_id, but no filter can use it.

        ParentId = "x"
        ^^^^^^^^ The sample has the field parent_id, but no filter can use it.

        currency_code ~ "US"
        ^^^^^^^^^^^^^ The sample has the field currency_code, but no filter can use it.

        platform_data = "x"
        ^^^^^^^^^^^^^ The sample has the field platform_data, but no filter can use it.

        balance = 1 OR platform_url = "x"
                       ^^^^^^^^^^^^ The sample has the field platform_url, but no filter can use it.
        """);

    [Theory]
    [MemberData(nameof(UnusableFields))]
    public void Fields_that_no_filter_can_use_are_refused(string filter, string findings) =>
        Assert.Equal(findings, FindingsTable.Write(FilterCheck.Run(filter, SampleResource.Definition)));

    public static TheoryData<string, string> OtherSpellings => FindingsTable.Read(
        """
        Balance = 1
        ^^^^^^^ The API knows this field as balance, and a filter is sent as it is written.

        BALANCE = 1
        ^^^^^^^ The API knows this field as balance, and a filter is sent as it is written.

        CreatedAt >= "2024-03-01"
        ^^^^^^^^^ The API knows this field as created_at, and a filter is sent as it is written.

        createdat >= "2024-03-01"
        ^^^^^^^^^ The API knows this field as created_at, and a filter is sent as it is written.

        Created_At >= "2024-03-01"
        ^^^^^^^^^^ The API knows this field as created_at, and a filter is sent as it is written.

        DocumentNumber ~ 5
        ^^^^^^^^^^^^^^ The API knows this field as document_number, and a filter is sent as it is written.
                         ^ document_number is text, which stands in double quotes.
        """);

    [Theory]
    [MemberData(nameof(OtherSpellings))]
    public void Fields_are_spelled_as_the_API_does(string filter, string findings) =>
        Assert.Equal(findings, FindingsTable.Write(FilterCheck.Run(filter, SampleResource.Definition)));

    public static TheoryData<string, string> OtherOperators => FindingsTable.Read(
        """
        name < "Ru"
             ^ name is text, which cannot be compared with <.

        name <= "Ru"
             ^^ name is text, which cannot be compared with <=.

        name > "Ru"
             ^ name is text, which cannot be compared with >.

        name >= "Ru"
             ^^ name is text, which cannot be compared with >=.

        document_number > "1196"
                        ^ document_number is text, which cannot be compared with >.

        status ~ "act"
               ^ status is an id or an enumeration, which cannot be compared with ~.

        status < "active"
               ^ status is an id or an enumeration, which cannot be compared with <.

        id ~ "0000"
           ^ id is an id or an enumeration, which cannot be compared with ~.

        id >= "0000"
           ^^ id is an id or an enumeration, which cannot be compared with >=.

        balance ~ 1
                ^ balance is a number, which cannot be compared with ~.

        created_at ~ "2024"
                   ^ created_at is a timestamp, which cannot be compared with ~.
                     ^^^^^^ '2024' is not an ISO 8601 date or instant.

        created_at ~ "2024-03-01"
                   ^ created_at is a timestamp, which cannot be compared with ~.
        """);

    [Theory]
    [MemberData(nameof(OtherOperators))]
    public void Operators_suit_the_type_of_the_field(string filter, string findings) =>
        Assert.Equal(findings, FindingsTable.Write(FilterCheck.Run(filter, SampleResource.Definition)));

    public static TheoryData<string, string> OtherValues => FindingsTable.Read(
        """
        balance = "100"
                  ^^^^^ balance is a number, which stands without quotes.

        balance >= "0" AND balance <= "100"
                   ^^^ balance is a number, which stands without quotes.
                                      ^^^^^ balance is a number, which stands without quotes.

        name = 5
               ^ name is text, which stands in double quotes.

        name ~ 5
               ^ name is text, which stands in double quotes.

        document_number = 1196
                          ^^^^ document_number is text, which stands in double quotes.

        status = 1
                 ^ status is an id or an enumeration, which stands in double quotes.

        id = 5
             ^ id is an id or an enumeration, which stands in double quotes.

        created_at = 5
                     ^ created_at is a timestamp, which stands in double quotes.

        created_at >= 1709251200000
                      ^^^^^^^^^^^^^ created_at is a timestamp, which stands in double quotes.

        created_at ~ 5
                   ^ created_at is a timestamp, which cannot be compared with ~.
                     ^ created_at is a timestamp, which stands in double quotes.

        status ~ 5
               ^ status is an id or an enumeration, which cannot be compared with ~.
                 ^ status is an id or an enumeration, which stands in double quotes.

        balance ~ "5"
                ^ balance is a number, which cannot be compared with ~.
                  ^^^ balance is a number, which stands without quotes.
        """);

    [Theory]
    [MemberData(nameof(OtherValues))]
    public void Values_suit_the_type_of_the_field(string filter, string findings) =>
        Assert.Equal(findings, FindingsTable.Write(FilterCheck.Run(filter, SampleResource.Definition)));

    public static TheoryData<string, string> Dates => FindingsTable.Read(
        """
        created_at = ""
                     ^^ '' is not an ISO 8601 date or instant.

        created_at = " "
                     ^^^ ' ' is not an ISO 8601 date or instant.

        created_at = "yesterday"
                     ^^^^^^^^^^^ 'yesterday' is not an ISO 8601 date or instant.

        created_at = "2024"
                     ^^^^^^ '2024' is not an ISO 8601 date or instant.

        created_at = "2024-03"
                     ^^^^^^^^^ '2024-03' is not an ISO 8601 date or instant.

        created_at = "2024-3-1"
                     ^^^^^^^^^^ '2024-3-1' is not an ISO 8601 date or instant.

        created_at = "24-03-01"
                     ^^^^^^^^^^ '24-03-01' is not an ISO 8601 date or instant.

        created_at = "20240301"
                     ^^^^^^^^^^ '20240301' is not an ISO 8601 date or instant.

        created_at = "2024/03/01"
                     ^^^^^^^^^^^^ '2024/03/01' is not an ISO 8601 date or instant.

        created_at = "01.03.2024"
                     ^^^^^^^^^^^^ '01.03.2024' is not an ISO 8601 date or instant.

        created_at = "2024-02-30"
                     ^^^^^^^^^^^^ '2024-02-30' is not an ISO 8601 date or instant.

        created_at = "2023-02-29"
                     ^^^^^^^^^^^^ '2023-02-29' is not an ISO 8601 date or instant.

        created_at = "2024-13-01"
                     ^^^^^^^^^^^^ '2024-13-01' is not an ISO 8601 date or instant.

        created_at = "2024-00-01"
                     ^^^^^^^^^^^^ '2024-00-01' is not an ISO 8601 date or instant.

        created_at = "0000-01-01"
                     ^^^^^^^^^^^^ '0000-01-01' is not an ISO 8601 date or instant.

        created_at = "2024-03-01 20:35:14"
                     ^^^^^^^^^^^^^^^^^^^^^ '2024-03-01 20:35:14' is not an ISO 8601 date or instant.

        created_at = "2024-03-01T"
                     ^^^^^^^^^^^^^ '2024-03-01T' is not an ISO 8601 date or instant.

        created_at = "2024-03-01T20"
                     ^^^^^^^^^^^^^^^ '2024-03-01T20' is not an ISO 8601 date or instant.

        created_at = "2024-03-01T24:00:00Z"
                     ^^^^^^^^^^^^^^^^^^^^^^ '2024-03-01T24:00:00Z' is not an ISO 8601 date or instant.

        created_at = "2024-03-01T20:60:00Z"
                     ^^^^^^^^^^^^^^^^^^^^^^ '2024-03-01T20:60:00Z' is not an ISO 8601 date or instant.

        created_at = "2024-03-01T20:35:60Z"
                     ^^^^^^^^^^^^^^^^^^^^^^ '2024-03-01T20:35:60Z' is not an ISO 8601 date or instant.

        created_at = "2024-03-01T20:35:14,000Z"
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^ '2024-03-01T20:35:14,000Z' is not an ISO 8601 date or instant.

        created_at = "2024-03-01T20:35:14+15:00"
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ '2024-03-01T20:35:14+15:00' is not an ISO 8601 date or instant.

        created_at = " 2024-03-01"
                     ^^^^^^^^^^^^^ ' 2024-03-01' is not an ISO 8601 date or instant.

        created_at = "2024-03-01 "
                     ^^^^^^^^^^^^^ '2024-03-01 ' is not an ISO 8601 date or instant.

        created_at = "2024-03-01Z"
                     ^^^^^^^^^^^^^ '2024-03-01Z' is not an ISO 8601 date or instant.

        created_at = "2024-W09-5"
                     ^^^^^^^^^^^^ '2024-W09-5' is not an ISO 8601 date or instant.

        created_at = "1709251200000"
                     ^^^^^^^^^^^^^^^ '1709251200000' is not an ISO 8601 date or instant.

        created_at = "２０２４-03-01"
                     ^^^^^^^^^^^^ '２０２４-03-01' is not an ISO 8601 date or instant.
        """);

    [Theory]
    [MemberData(nameof(Dates))]
    public void Timestamps_are_ISO_8601_dates_and_instants(string filter, string findings) =>
        Assert.Equal(findings, FindingsTable.Write(FilterCheck.Run(filter, SampleResource.Definition)));

    public static TheoryData<string, string> SeveralAtOnce => FindingsTable.Read(
        """
        name < 5 AND created_at ~ 7
             ^ name is text, which cannot be compared with <.
               ^ name is text, which stands in double quotes.
                                ^ created_at is a timestamp, which cannot be compared with ~.
                                  ^ created_at is a timestamp, which stands in double quotes.

        parent_id = "x" AND Balance ~ "1" OR blance = 1
        ^^^^^^^^^ The sample has the field parent_id, but no filter can use it.
                            ^^^^^^^ The API knows this field as balance, and a filter is sent as it is written.
                                    ^ balance is a number, which cannot be compared with ~.
                                      ^^^ balance is a number, which stands without quotes.
                                          ~~ AND and OR bind equally, from left to right: what AND joins before this OR is taken first. Parentheses make it plain.
                                             ~~~~~~ The sample is not known to have a field blance; it is sent for the API to judge. Did you mean balance?
        """);

    [Theory]
    [MemberData(nameof(SeveralAtOnce))]
    public void Everything_that_is_wrong_is_found_at_once(string filter, string findings) =>
        Assert.Equal(findings, FindingsTable.Write(FilterCheck.Run(filter, SampleResource.Definition)));

    public static TheoryData<string, string> Doubtful => FindingsTable.Read(
        """
        blance = 1
        ~~~~~~ The sample is not known to have a field blance; it is sent for the API to judge. Did you mean balance?

        Blance = 1
        ~~~~~~ The sample is not known to have a field Blance; it is sent for the API to judge. Did you mean balance?

        creatd_at >= "whenever"
        ~~~~~~~~~ The sample is not known to have a field creatd_at; it is sent for the API to judge. Did you mean created_at?

        parent_di = "x"
        ~~~~~~~~~ The sample is not known to have a field parent_di; it is sent for the API to judge. Did you mean parent_id?

        statuss = "active"
        ~~~~~~~ The sample is not known to have a field statuss; it is sent for the API to judge. Did you mean status?

        zebra = 1
        ~~~~~ The sample is not known to have a field zebra; it is sent for the API to judge.

        x = 1
        ~ The sample is not known to have a field x; it is sent for the API to judge.

        name.first ~ "Ru"
        ~~~~~~~~~~ The sample is not known to have a field name.first; it is sent for the API to judge.

        zebra = 1 OR zebra = 2 OR zebra = 3
        ~~~~~ The sample is not known to have a field zebra; it is sent for the API to judge.

        zebra = 1 OR tiger = 2
        ~~~~~ The sample is not known to have a field zebra; it is sent for the API to judge.
                     ~~~~~ The sample is not known to have a field tiger; it is sent for the API to judge.

        balance = 1 AND balance = 2 OR balance = 3
                                    ~~ AND and OR bind equally, from left to right: what AND joins before this OR is taken first. Parentheses make it plain.

        balance = 1 OR balance = 2 AND balance = 3
                                   ~~~ AND and OR bind equally, from left to right: what OR joins before this AND is taken first. Parentheses make it plain.

        balance = 1 AND balance = 2 OR balance = 3 AND balance = 4
                                    ~~ AND and OR bind equally, from left to right: what AND joins before this OR is taken first. Parentheses make it plain.

        balance = 1 OR balance = 2 OR balance = 3 AND balance = 4
                                                  ~~~ AND and OR bind equally, from left to right: what OR joins before this AND is taken first. Parentheses make it plain.

        (balance = 1 AND balance = 2) OR balance = 3 AND balance = 4
                                                     ~~~ AND and OR bind equally, from left to right: what OR joins before this AND is taken first. Parentheses make it plain.

        balance = 1 AND (balance = 2 OR balance = 3 AND balance = 4)
                                                    ~~~ AND and OR bind equally, from left to right: what OR joins before this AND is taken first. Parentheses make it plain.

        (balance = 1 AND balance = 2 OR balance = 3) AND (balance = 4 OR balance = 5 AND balance = 6)
                                     ~~ AND and OR bind equally, from left to right: what AND joins before this OR is taken first. Parentheses make it plain.
                                                                                     ~~~ AND and OR bind equally, from left to right: what OR joins before this AND is taken first. Parentheses make it plain.

        (balance = 1 OR balance = 2 AND balance = 3) OR blance = 4 AND balance = 5
                                    ~~~ AND and OR bind equally, from left to right: what OR joins before this AND is taken first. Parentheses make it plain.
                                                        ~~~~~~ The sample is not known to have a field blance; it is sent for the API to judge. Did you mean balance?
                                                                   ~~~ AND and OR bind equally, from left to right: what OR joins before this AND is taken first. Parentheses make it plain.

        balance = 1 OR blance = 2 AND zebra = 3
                       ~~~~~~ The sample is not known to have a field blance; it is sent for the API to judge. Did you mean balance?
                                  ~~~ AND and OR bind equally, from left to right: what OR joins before this AND is taken first. Parentheses make it plain.
                                      ~~~~~ The sample is not known to have a field zebra; it is sent for the API to judge.
        """);

    [Theory]
    [MemberData(nameof(Doubtful))]
    public void Doubtful_filters_pass_with_a_warning(string filter, string findings) =>
        Assert.Equal(findings, FindingsTable.Write(FilterCheck.Run(filter, SampleResource.Definition)));
}
