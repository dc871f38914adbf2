using Rutter.Client.Listing;
using Xunit;

namespace Rutter.Client.Tests.Listing;

public sealed class FirstCallTests
{
    [Fact]
    public async Task What_is_read_in_advance_is_a_list_of_one_object_and_needs_no_server() => Assert.Equal(1, await FirstCall.ReadAsync());
}
