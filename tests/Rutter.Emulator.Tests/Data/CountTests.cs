namespace Rutter.Emulator.Tests.Data;

/// <summary>How many objects there are at the start.</summary>
public sealed class CountTests
{
    [Fact]
    public void A_count_is_for_the_named_kinds_and_the_others_stay_as_they_are()
    {
        using var usual = RutterEmulator.Start();
        using var emulator = RutterEmulator.Start(new EmulatorOptions { Count = 300, Resources = ["Invoice", "bill"] });

        Assert.Equal((300, 300), (emulator.GetObjects("invoices").Count, emulator.GetObjects("bills").Count));
        Assert.Equal(usual.GetObjects("customers").Select(item => item.ToJsonString()), emulator.GetObjects("customers")
            .Select(item => item.ToJsonString()));
        Assert.Equal(120, emulator.TransferCount);
    }

    [Fact]
    public void A_count_without_kinds_is_for_all_but_bank_transfers()
    {
        using var emulator = RutterEmulator.Start(new EmulatorOptions { Count = 40, TransferCount = 7, Platform = "NETSUITE" });

        Assert.Equal(7, emulator.TransferCount);
        Assert.All(["accounts", "classes", "vendors", "journal_entries", "subsidiaries"], list => Assert.Equal(40, emulator.GetObjects(list).Count));
    }

    [Fact]
    public void A_chart_of_accounts_does_not_get_smaller_and_a_named_kind_may_be_bank_transfers()
    {
        using var usual = RutterEmulator.Start();
        using var emulator = RutterEmulator.Start(new EmulatorOptions { Count = 2, Resources = ["BankTransfer", "Account"] });

        Assert.Equal(2, emulator.TransferCount);
        Assert.Equal(usual.GetObjects("accounts").Count, emulator.GetObjects("accounts").Count);
    }

    [Theory]
    [InlineData("teapots")]
    [InlineData("Teapot")]
    public void An_unknown_kind_is_refused_with_a_list_of_the_known_ones(string name) =>
        Assert.Contains("Invoice", Assert.Throws<ArgumentException>(() => RutterEmulator.Start(new EmulatorOptions { Resources = [name] }))
            .Message, StringComparison.Ordinal);

    [Fact]
    public void The_same_seed_gives_the_same_data_for_every_kind_in_any_order()
    {
        using var one = RutterEmulator.Start(new EmulatorOptions { Seed = 5 });
        using var other = RutterEmulator.Start(new EmulatorOptions { Seed = 5 });
        string Text(RutterEmulator emulator, string noun) => string.Join('\n', emulator.GetObjects(noun).Select(item => item.ToJsonString()));

        var first = RutterEmulator.Resources.ToDictionary(noun => noun, noun => Text(one, noun));
        var second = RutterEmulator.Resources.Reverse().ToDictionary(noun => noun, noun => Text(other, noun));

        Assert.All(first, entry => Assert.Equal(entry.Value, second[entry.Key]));
    }
}
