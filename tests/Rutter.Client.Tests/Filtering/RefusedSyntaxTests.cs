using Rutter.Client.Filtering;
using Xunit;

namespace Rutter.Client.Tests.Filtering;

/// <summary>Invalid filters, each with the place of the first error and its message.</summary>
public class RefusedSyntaxTests
{
    public static TheoryData<string, string> MissingPieces => FindingsTable.Read(
        """
        balance
               ^ An operator is missing after the field.

        balance =
                 ^ A value is missing after the operator.

        balance >
                 ^ A value is missing after the operator.

        (
         ^ The filter ends where a condition should begin.

        ((
          ^ The filter ends where a condition should begin.

        )
        ^ A condition is missing before this parenthesis.

        ()
         ^ A condition is missing before this parenthesis.

        ( )
          ^ A condition is missing before this parenthesis.

        (balance = 1) ()
                      ^ AND or OR is missing before this.

        AND
        ^^^ A condition is missing before AND.

        OR
        ^^ A condition is missing before OR.

        AND balance = 1
        ^^^ A condition is missing before AND.

        balance = 1 AND
                       ^ The filter ends where a condition should begin.

        balance = 1 OR
                      ^ The filter ends where a condition should begin.

        balance = 1 AND AND balance = 2
                        ^^^ A condition is missing before AND.

        balance = 1 OR AND balance = 2
                       ^^^ A condition is missing before AND.

        (AND balance = 1)
         ^^^ A condition is missing before AND.

        (balance = 1 AND)
                        ^ A condition is missing before this parenthesis.

        balance = AND balance = 2
                  ^^^ A value is missing before AND.

        balance = OR
                  ^^ A value is missing before OR.

        = 1
        ^ The field is missing before '='.

        >= 1 AND balance = 2
        ^^ The field is missing before '>='.

        balance = 1 AND = 2
                        ^ The field is missing before '='.

        (= 1)
         ^ The field is missing before '='.

        "balance" = 1
        ^^^^^^^^^ A condition begins with the name of a field, which stands without quotes.

        "1196"
        ^^^^^^ A condition begins with the name of a field, which stands without quotes.

        'balance' = 1
        ^^^^^^^^^ A condition begins with the name of a field, which stands without quotes.

        balance AND name = "Ru"
                ^^^ An operator and a value are missing before AND.
        """);

    [Theory]
    [MemberData(nameof(MissingPieces))]
    public void Missing_pieces_are_named(string filter, string findings) =>
        Assert.Equal(findings, FindingsTable.Write(FilterCheck.Run(filter, SampleResource.Definition)));

    public static TheoryData<string, string> Names => FindingsTable.Read(
        """
        100 = balance
        ^^^ A condition begins with the name of a field; the value stands on the right.

        -5 < balance
        ^^ A condition begins with the name of a field; the value stands on the right.

        2024-03-01 < created_at
        ^^^^^^^^^^ A condition begins with the name of a field; the value stands on the right.

        bal-ance = 1
           ^ The name of a field cannot hold '-'.

        balance, name = "Ru"
               ^ The name of a field cannot hold ','.

        balance: 1
               ^ The name of a field cannot hold ':'.

        name:"Ru"
            ^ The name of a field cannot hold ':'.

        $balance = 1
        ^ The name of a field cannot hold '$'.

        [balance] = 1
        ^ The name of a field cannot hold '['.

        _balance- = 1
                ^ The name of a field cannot hold '-'.

        .balance = 1
        ^^^^^^^^ The name of a field begins with a letter or an underscore.

        1balance = 1
        ^^^^^^^^ A condition begins with the name of a field; the value stands on the right.

        and = 1
        ^^^ A condition is missing before and.

        Or = 1
        ^^ A condition is missing before Or.

        счет = 1
        ^ The name of a field cannot hold U+0441.

        bаlance = 1
         ^ The name of a field cannot hold U+0430.

        balance＝100
               ^ The name of a field cannot hold U+FF1D.

        😀 = 1
        ^^ The name of a field cannot hold U+1F600.

        NOT balance = 1
        ^^^ The filter language has no NOT.

        balance status = 1
                ^^^^^^ 'status' is not an operator.
        """);

    [Theory]
    [MemberData(nameof(Names))]
    public void Only_names_stand_on_the_left(string filter, string findings) =>
        Assert.Equal(findings, FindingsTable.Write(FilterCheck.Run(filter, SampleResource.Definition)));

    public static TheoryData<string, string> Operators => FindingsTable.Read(
        """
        balance == 1
                ^^ '==' is not an operator of the filter language: write =.

        balance === 1
                ^^^ '===' is not an operator of the filter language: write =.

        balance => 1
                ^^ '=>' is not an operator of the filter language: write >=.

        balance =< 1
                ^^ '=<' is not an operator of the filter language: write <=.

        balance <> 1
                ^^ '<>' is not an operator of the filter language: there is no 'not equal', ask for what is wanted on both sides with < and >.

        balance != 1
                ^^ '!=' is not an operator of the filter language: there is no 'not equal', ask for what is wanted on both sides with < and >.

        balance ! 1
                ^ '!' is not an operator.

        balance <<= 1
                ^^^ '<<=' is not an operator.

        balance >> 1
                ^^ '>>' is not an operator.

        name =~ "Ru"
             ^^ '=~' is not an operator of the filter language: write ~, which finds words that start with the text.

        name ~= "Ru"
             ^^ '~=' is not an operator of the filter language: write ~, which finds words that start with the text.

        name ~~ "Ru"
             ^^ '~~' is not an operator.

        name !~ "Ru"
             ^^ '!~' is not an operator of the filter language: there is no 'not equal', ask for what is wanted on both sides with < and >.

        balance -eq 1
                ^^^ '-eq' is not an operator of the filter language: write =.

        balance -gt 1
                ^^^ '-gt' is not an operator of the filter language: write >.

        balance -GE 1
                ^^^ '-GE' is not an operator of the filter language: write >=.

        balance -lt 1
                ^^^ '-lt' is not an operator of the filter language: write <.

        balance -le 1
                ^^^ '-le' is not an operator of the filter language: write <=.

        balance -ne 1
                ^^^ '-ne' is not an operator of the filter language: there is no 'not equal', ask for what is wanted on both sides with < and >.

        name -like "Ru*"
             ^^^^^ '-like' is not an operator of the filter language: write ~, which finds words that start with the text.

        name LIKE "Ru%"
             ^^^^ 'LIKE' is not an operator of the filter language: write ~, which finds words that start with the text.

        name contains "Ru"
             ^^^^^^^^ 'contains' is not an operator of the filter language: write ~, which finds words that start with the text.

        name -match "Ru"
             ^^^^^^ '-match' is not an operator of the filter language: write ~, which finds words that start with the text.

        balance is 1
                ^^ 'is' is not an operator of the filter language: write =.

        balance eq 1
                ^^ 'eq' is not an operator of the filter language: write =.

        balance IN (1, 2)
                ^^ 'IN' is not an operator of the filter language: write one = for each value, joined by OR.

        balance BETWEEN 1 AND 2
                ^^^^^^^ 'BETWEEN' is not an operator of the filter language: write >= and <=, joined by AND.

        name starts "Ru"
             ^^^^^^ 'starts' is not an operator.

        balance "1"
                ^^^ An operator is missing after the field.

        balance (1)
                ^ An operator is missing after the field.

        balance 1
                ^ '1' is not an operator.

        name NOT "Ru"
             ^^^ 'NOT' is not an operator of the filter language: there is no 'not equal', ask for what is wanted on both sides with < and >.

        balance = = 1
                  ^ A value is missing before '='.

        balance > = 1
                  ^ A value is missing before '='.

        balance < > 1
                  ^ A value is missing before '>'.
        """);

    [Theory]
    [MemberData(nameof(Operators))]
    public void Only_the_six_operators_compare(string filter, string findings) =>
        Assert.Equal(findings, FindingsTable.Write(FilterCheck.Run(filter, SampleResource.Definition)));

    public static TheoryData<string, string> Values => FindingsTable.Read(
        """
        name = Rutter
               ^^^^^^ 'Rutter' is not a number; text stands in double quotes.

        name = 'Rutter'
               ^^^^^^^^ Text stands in plain double quotes (").

        name = 'The Rutter API Company'
               ^^^^ Text stands in plain double quotes (").

        name = “Ru”
               ^^^^ Text stands in plain double quotes (").

        name = ‘Ru’
               ^^^^ Text stands in plain double quotes (").

        name = «Ru»
               ^^^^ Text stands in plain double quotes (").

        name = `Ru`
               ^^^^ Text stands in plain double quotes (").

        name = ＂Ru＂
               ^^^^ Text stands in plain double quotes (").

        name = "Ru
               ^^^ This double quote is never closed.

        name = "
               ^ This double quote is never closed.

        name = Ru"
               ^^ 'Ru' is not a number; text stands in double quotes.

        name = "Ru" AND name = "
                               ^ This double quote is never closed.

        name = 'Ru
               ^^^ Text stands in plain double quotes (").

        balance = null
                  ^^^^ The filter language has no null.

        balance = NULL
                  ^^^^ The filter language has no NULL.

        status = true
                 ^^^^ The filter language has no true.

        status = False
                 ^^^^^ The filter language has no False.

        balance = balance
                  ^^^^^^^ 'balance' is not a number; text stands in double quotes.

        balance = (1)
                  ^ A single value stands here, without parentheses.

        balance = ()
                  ^ A single value stands here, without parentheses.

        balance = )
                  ^ A value is missing after the operator.

        balance = (balance = 1)
                  ^ A single value stands here, without parentheses.

        name = $name
               ^^^^^ '$name' is not a number; text stands in double quotes.

        name = %22Ru%22
               ^^^^^^^^ '%22Ru%22' is not a number; text stands in double quotes.

        balance = -
                  ^ '-' is not a number; text stands in double quotes.

        balance = +
                  ^ '+' is not a number; text stands in double quotes.

        balance = .
                  ^ '.' is not a number; text stands in double quotes.

        balance = -.
                  ^^ '-.' is not a number; text stands in double quotes.

        balance = --5
                  ^^^ '--5' is not a number; text stands in double quotes.

        balance = +5
                  ^^ '+5' is not a number of the filter language: write it without the plus.

        balance = 1e5
                  ^^^ '1e5' is not a number of the filter language: write it without an exponent.

        balance = 1E5
                  ^^^ '1E5' is not a number of the filter language: write it without an exponent.

        balance = 1.5e-3
                  ^^^^^^ '1.5e-3' is not a number of the filter language: write it without an exponent.

        balance = .5
                  ^^ '.5' is not a number of the filter language: digits stand on both sides of the point.

        balance = -.5
                  ^^^ '-.5' is not a number of the filter language: digits stand on both sides of the point.

        balance = 5.
                  ^^ '5.' is not a number of the filter language: digits stand on both sides of the point.

        balance = 5. AND name = "Ru"
                  ^^ '5.' is not a number of the filter language: digits stand on both sides of the point.

        balance = 1.2.3
                  ^^^^^ '1.2.3' is not a number; text stands in double quotes.

        balance = 1,000
                  ^^^^^ '1,000' is not a number of the filter language: a point separates the decimals, and nothing the thousands.

        balance = 1,5
                  ^^^ '1,5' is not a number of the filter language: a point separates the decimals, and nothing the thousands.

        balance = 1_000
                  ^^^^^ '1_000' is not a number; text stands in double quotes.

        balance = 0x10
                  ^^^^ '0x10' is not a number; text stands in double quotes.

        balance = 100USD
                  ^^^^^^ '100USD' is not a number; text stands in double quotes.

        balance = $100
                  ^^^^ '$100' is not a number; text stands in double quotes.

        balance = 100%
                  ^^^^ '100%' is not a number; text stands in double quotes.

        balance = 1/2
                  ^^^ '1/2' is not a number; text stands in double quotes.

        balance = Infinity
                  ^^^^^^^^ 'Infinity' is not a number; text stands in double quotes.

        balance = NaN
                  ^^^ 'NaN' is not a number; text stands in double quotes.

        balance = １００
                  ^^^ '１００' is not a number; text stands in double quotes.

        balance = 1AND name = "Ru"
                  ^^^^ '1AND' is not a number; text stands in double quotes.

        balance = 1-2
                  ^^^ '1-2' is not a number; text stands in double quotes.

        balance = 79228162514264337593543950336
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ '79228162514264337593543950336' cannot be kept exactly; 28 digits always can.

        balance = 0.00000000000000000000000000001
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ '0.00000000000000000000000000001' cannot be kept exactly; 28 digits always can.

        balance = 1.00000000000000000000000000000000001
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ '1.00000000000000000000000000000000001' cannot be kept exactly; 28 digits always can.

        created_at > 2024-03-01
                     ^^^^^^^^^^ A date stands in double quotes: "2024-03-01".

        created_at > 2024-03-01T20:35:14.000Z
                     ^^^^^^^^^^^^^^^^^^^^^^^^ A date stands in double quotes: "2024-03-01T20:35:14.000Z".

        created_at > 20240301T203514Z
                     ^^^^^^^^^^^^^^^^ '20240301T203514Z' is not a number; text stands in double quotes.

        created_at > now
                     ^^^ 'now' is not a number; text stands in double quotes.

        name = "The "Rutter" API"
                     ^^^^^^ The text ended at the double quote before this. A value cannot hold a double quote: the filter language has no escape for one.

        name = "The \"Rutter\" API"
                      ^^^^^^^ The text ended at the double quote before this. A value cannot hold a double quote: the filter language has no escape for one.

        name = "The ""Rutter"" API"
                     ^^^^^^^^ The text ended at the double quote before this. A value cannot hold a double quote: the filter language has no escape for one.

        name = "Ru"tter
                   ^^^^ The text ended at the double quote before this. A value cannot hold a double quote: the filter language has no escape for one.

        name = "Ru""ter"
                   ^^^^^ The text ended at the double quote before this. A value cannot hold a double quote: the filter language has no escape for one.

        name = "Ru" "ter"
                    ^^^^^ AND or OR is missing before this.

        name = "a"=1
                  ^ The text ended at the double quote before this. A value cannot hold a double quote: the filter language has no escape for one.
        """);

    [Theory]
    [MemberData(nameof(Values))]
    public void Only_quoted_text_and_plain_numbers_are_values(string filter, string findings) =>
        Assert.Equal(findings, FindingsTable.Write(FilterCheck.Run(filter, SampleResource.Definition)));

    public static TheoryData<string, string> Joining => FindingsTable.Read(
        """
        balance = 1 and name = "Ru"
                    ^^^ 'and' does not join conditions: write AND.

        balance = 1 And name = "Ru"
                    ^^^ 'And' does not join conditions: write AND.

        balance = 1 or name = "Ru"
                    ^^ 'or' does not join conditions: write OR.

        balance = 1 oR name = "Ru"
                    ^^ 'oR' does not join conditions: write OR.

        balance = 1 && name = "Ru"
                    ^^ '&&' does not join conditions: write AND.

        balance = 1 & name = "Ru"
                    ^ '&' does not join conditions: write AND.

        balance = 1 || name = "Ru"
                    ^^ '||' does not join conditions: write OR.

        balance = 1 | name = "Ru"
                    ^ '|' does not join conditions: write OR.

        balance = 1 -and name = "Ru"
                    ^^^^ '-and' does not join conditions: write AND.

        balance = 1 -or name = "Ru"
                    ^^^ '-or' does not join conditions: write OR.

        balance = 1 , name = "Ru"
                    ^ ',' does not join conditions: write AND.

        balance = 1, name = "Ru"
                  ^^ '1,' is not a number of the filter language: AND or OR joins conditions.

        balance = 1 ; name = "Ru"
                    ^ AND or OR is missing before this.

        balance = 1 XOR name = "Ru"
                    ^^^ AND or OR is missing before this.

        balance = 1 name = "Ru"
                    ^^^^ AND or OR is missing before this.

        balance = 1 2
                    ^ AND or OR is missing before this.

        balance = 1 = 2
                    ^ AND or OR is missing before this.

        0 <= balance <= 100
        ^ A condition begins with the name of a field; the value stands on the right.

        balance >= 0 <= 100
                     ^^ AND or OR is missing before this.

        name = "Ru"and balance = 1
                   ^^^ 'and' does not join conditions: write AND.

        name = "Ru"name = "Ru"
                   ^^^^ The text ended at the double quote before this. A value cannot hold a double quote: the filter language has no escape for one.

        balance = 1 NOT name = "Ru"
                    ^^^ AND or OR is missing before this.

        balance = 1 ANDname = "Ru"
                    ^^^^^^^ AND or OR is missing before this.

        balance = 1 ANDOR name = "Ru"
                    ^^^^^ AND or OR is missing before this.

        balance = 1 order by name
                    ^^^^^ AND or OR is missing before this.
        """);

    [Theory]
    [MemberData(nameof(Joining))]
    public void Only_AND_and_OR_in_capitals_join(string filter, string findings) =>
        Assert.Equal(findings, FindingsTable.Write(FilterCheck.Run(filter, SampleResource.Definition)));

    public static TheoryData<string, string> Parentheses => FindingsTable.Read(
        """
        (balance = 1
        ^ This parenthesis is never closed.

        ((balance = 1)
        ^ This parenthesis is never closed.

        balance = 1)
                   ^ No parenthesis is open that this one could close.

        (balance = 1))
                     ^ No parenthesis is open that this one could close.

        (balance = 1) )
                      ^ No parenthesis is open that this one could close.

        balance = 1 AND (name = "Ru"
                        ^ This parenthesis is never closed.

        (balance = 1 AND (name = "Ru" OR status = "active")
        ^ This parenthesis is never closed.

        balance = 1 (name = "Ru")
                    ^ AND or OR is missing before this.

        (balance = 1)(name = "Ru")
                     ^ AND or OR is missing before this.

        (balance = 1)name = "Ru"
                     ^^^^ AND or OR is missing before this.

        (balance = 1) and (name = "Ru")
                      ^^^ 'and' does not join conditions: write AND.

        (balance) = 1
                ^ An operator is missing after the field.

        (balance = ) 1
                   ^ A value is missing after the operator.

        balance (= 1)
                ^ An operator is missing after the field.

        (balance = 1 OR
                       ^ The filter ends where a condition should begin.

        (name = "Ru)
                ^^^^ This double quote is never closed.

        name = "Ru"(balance = 1)
                   ^ AND or OR is missing before this.

        [balance = 1]
        ^ The name of a field cannot hold '['.

        { balance = 1 }
        ^ The name of a field cannot hold '{'.
        """);

    [Theory]
    [MemberData(nameof(Parentheses))]
    public void Parentheses_come_in_pairs_around_conditions(string filter, string findings) =>
        Assert.Equal(findings, FindingsTable.Write(FilterCheck.Run(filter, SampleResource.Definition)));
}
