using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Rutter.Client.Resources.Bills;
using Rutter.Client.Webhooks;
using Xunit;

namespace Rutter.Client.Tests.Webhooks;

public sealed class WebhookReceiverTests
{
    private static readonly WebhookReceiverOptions Options = new() { Secret = ExampleWebhook.Secret };

    [Fact]
    public async Task Five_thousand_from_twenty_connections_are_each_handed_over_once()
    {
        const int Distinct = 4500;
        const int Tampered = 250;
        await using var receiver = WebhookReceiver.Start(Options);
        using var sender = new WebhookSender(receiver.Address);
        var received = new ConcurrentBag<string>();
        var reading = AcceptAllAsync(receiver, received);

        var order = new Random(7);
        var numbers = Enumerable.Range(0, Distinct).Concat(Enumerable.Range(0, 500)).Concat(Enumerable.Repeat(-1, Tampered)).ToArray();
        order.Shuffle(numbers);
        await SendAllAsync(sender, numbers[..500]);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await SendAllAsync(sender, numbers[500..]);
        var after = GC.GetTotalMemory(forceFullCollection: true);

        await receiver.DisposeAsync();
        await reading;
        Assert.Equal(Enumerable.Range(0, Distinct), received.Select(NumberOf).Order());

        // 4,000 payloads of 650 bytes, and what was made of them, would be above 10 MB.
        Assert.InRange(after - before, long.MinValue, 4 * 1024 * 1024);
    }

    [Fact]
    public async Task A_rejected_event_is_sent_again_and_accepted_once()
    {
        const int Count = 500;
        await using var receiver = WebhookReceiver.Start(Options);
        using var sender = new WebhookSender(receiver.Address);
        var accepted = new List<string>();
        var refused = new HashSet<string>();
        async Task ReadAsync()
        {
            await foreach (var delivery in receiver.ReceiveAsync(TestContext.Current.CancellationToken))
            {
                var id = IdOf(delivery);
                if (NumberOf(id) % 3 == 0 && refused.Add(id))
                {
                    delivery.Refuse();
                    continue;
                }

                accepted.Add(id);
                delivery.Accept();
            }
        }

        var reading = ReadAsync();
        var failures = 0;
        await Parallel.ForAsync(0, Count, new ParallelOptions { MaxDegreeOfParallelism = 20 }, async (number, _) =>
        {
            while (await sender.SendAsync(number) is var status && status != HttpStatusCode.NoContent)
            {
                Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
                Interlocked.Increment(ref failures);
            }
        });

        await receiver.DisposeAsync();
        await reading;
        Assert.Equal(refused.Count, failures);
        Assert.Equal(Enumerable.Range(0, Count), accepted.Select(NumberOf).Order());
    }

    [Fact]
    public async Task An_event_that_is_not_accepted_gets_an_error_status_when_the_receiver_ends()
    {
        await using var receiver = WebhookReceiver.Start(Options);
        using var sender = new WebhookSender(receiver.Address);
        var answers = Enumerable.Range(0, 5).Select(sender.SendAsync).ToList();
        var accepted = "";
        await foreach (var delivery in receiver.ReceiveAsync(TestContext.Current.CancellationToken))
        {
            accepted = IdOf(delivery);
            delivery.Accept();
            break;
        }

        await WaitUntilAsync(() => answers.Any(answer => answer.IsCompleted));
        await receiver.DisposeAsync();
        for (var i = 0; i < answers.Count; i++)
        {
            // A connection that had not arrived yet is refused.
            var status = await answers[i].ContinueWith(answer => answer.IsCompletedSuccessfully ? (int)answer.Result : 0, TaskScheduler.Default);
            Assert.Contains(status, accepted == $"{i}" ? (int[])[204] : [503, 0]);
        }

        await Assert.ThrowsAsync<HttpRequestException>(() => sender.SendAsync(9));
    }

    [Fact]
    public async Task The_answer_waits_until_the_event_is_accepted()
    {
        await using var receiver = WebhookReceiver.Start(Options);
        using var sender = new WebhookSender(receiver.Address);
        var first = sender.SendAsync(1);
        var again = sender.SendAsync(1);
        await using var deliveries = receiver.ReceiveAsync(
            TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await deliveries.MoveNextAsync());
        Assert.False(first.IsCompleted || again.IsCompleted);

        deliveries.Current.Accept();
        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.NoContent], await Task.WhenAll(first, again));
    }

    [Fact]
    public async Task A_duplicate_of_one_that_was_refused_is_refused_too_and_both_come_again()
    {
        await using var receiver = WebhookReceiver.Start(Options);
        using var sender = new WebhookSender(receiver.Address);
        await using var deliveries = receiver.ReceiveAsync(
            TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var first = sender.SendAsync(1);
        Assert.True(await deliveries.MoveNextAsync());
        deliveries.Current.Refuse();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await first);

        var second = sender.SendAsync(1);
        Assert.True(await deliveries.MoveNextAsync());
        deliveries.Current.Accept();
        Assert.Equal(HttpStatusCode.NoContent, await second);
    }

    [Fact]
    public async Task A_payload_is_handed_over_again_when_it_comes_after_the_time_of_all_attempts()
    {
        var time = new ManualTime();
        await using var receiver = WebhookReceiver.Start(Options with { Time = time });
        var received = new ConcurrentBag<string>();
        _ = AcceptAllAsync(receiver, received);

        await SendOnceAsync();
        time.Advance(TimeSpan.FromMinutes(16));
        await SendOnceAsync();
        Assert.Single(received);
        time.Advance(TimeSpan.FromMinutes(5));
        await SendOnceAsync();
        Assert.Equal(2, received.Count);

        // A connection that stays idle so long is closed.
        async Task SendOnceAsync()
        {
            using var sender = new WebhookSender(receiver.Address);
            Assert.Equal(HttpStatusCode.NoContent, await sender.SendAsync(1));
        }
    }

    [Theory]
    [InlineData("CONNECTION", "INITIAL_UPDATE")]
    [InlineData("CONNECTION", "HISTORICAL_UPDATE")]
    [InlineData("CONNECTION", "INCREMENTAL_SYNC_COMPLETED")]
    [InlineData("CONNECTION", "CONNECTION_NEEDS_UPDATE")]
    [InlineData("CONNECTION", "CONNECTION_DISABLED")]
    [InlineData("CONNECTION", "SOMETHING_NEW")]
    [InlineData("SOMETHING_NEW", "IT_HAPPENED")]
    public async Task An_event_without_an_object_is_handed_over_each_time_also_while_the_first_is_under_way(string type, string code)
    {
        var payload = Encoding.UTF8.GetBytes(
            $$"""{"type":"{{type}}","code":"{{code}}","connection_id":"c1","access_token":"{{ExampleWebhook.AccessToken}}"}""");
        await using var receiver = WebhookReceiver.Start(Options);
        using var sender = new WebhookSender(receiver.Address);
        await using var deliveries = receiver.ReceiveAsync(
            TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var first = sender.SendAsync(payload);
        var second = sender.SendAsync(payload);

        for (var i = 0; i < 2; i++)
        {
            Assert.True(await deliveries.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
            deliveries.Current.Accept();
        }

        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.NoContent], await Task.WhenAll(first, second));
        var third = sender.SendAsync(payload);
        Assert.True(await deliveries.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        deliveries.Current.Accept();
        Assert.Equal(HttpStatusCode.NoContent, await third);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"200\"")]
    public async Task A_job_with_an_odd_status_is_answered_204(string status)
    {
        var payload = Encoding.UTF8.GetBytes(
            $$$"""{"type":"JOB","code":"JOB_COMPLETED","job":{"id":"j1","status":"success","response":{"http_status":{{{status}}},"body":{} } } }""");
        await using var receiver = WebhookReceiver.Start(Options);
        using var sender = new WebhookSender(receiver.Address);
        var received = new ConcurrentBag<object?>();
        _ = Task.Run(async () =>
        {
            await foreach (var delivery in receiver.ReceiveAsync())
            {
                received.Add(delivery.Event.Entity);
                delivery.Accept();
            }
        }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, await sender.SendAsync(payload));
        Assert.Equal("j1", Assert.IsType<Rutter.Client.Jobs.RutterJob>(Assert.Single(received)).Id);
    }

    [Fact]
    public async Task Duplicates_are_handed_over_where_that_is_asked_for()
    {
        await using var receiver = WebhookReceiver.Start(Options with { DropsDuplicates = false });
        using var sender = new WebhookSender(receiver.Address);
        var received = new ConcurrentBag<string>();
        _ = AcceptAllAsync(receiver, received);
        await sender.SendAsync(1);
        await sender.SendAsync(1);
        Assert.Equal(["1", "1"], received);
    }

    [Fact]
    public async Task An_unwanted_event_is_accepted_and_not_delivered()
    {
        await using var receiver = WebhookReceiver.Start(Options with { Filter = webhook => webhook.Code != "BILL_UPDATED" });
        using var sender = new WebhookSender(receiver.Address);
        var received = new ConcurrentBag<string>();
        _ = AcceptAllAsync(receiver, received);
        Assert.Equal(HttpStatusCode.NoContent, await sender.SendAsync(1));
        Assert.Equal(HttpStatusCode.NoContent, await sender.SendAsync(ExampleWebhook.Read("webhook-bill-deleted.json")));
        Assert.Equal(["0000aaaa-0000-4000-8000-000000000003"], received);
    }

    [Theory]
    [InlineData(401, "sha256=")]
    [InlineData(401, "")]
    [InlineData(401, "5wXX13RaskScuNpXTJlOEQ3hMxbK8FonTCw0VIxPrcs=")]
    public async Task A_bad_signature_gets_401(int status, string signature)
    {
        await using var receiver = WebhookReceiver.Start(Options);
        using var sender = new WebhookSender(receiver.Address);
        Assert.Equal(status, (int)await sender.SendAsync(WebhookSender.Payload(1), signature));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"type":"BILL"}""")]
    [InlineData("\ufffd")]
    public async Task A_signed_payload_that_is_no_webhook_gets_400(string payload)
    {
        var refusals = new ConcurrentQueue<int>();
        await using var receiver = WebhookReceiver.Start(Options with { Refused = (status, _) => refusals.Enqueue(status) });
        using var sender = new WebhookSender(receiver.Address);
        Assert.Equal(HttpStatusCode.BadRequest, await sender.SendAsync(Encoding.UTF8.GetBytes(payload)));
        Assert.Equal([400], refusals);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_payload_that_is_too_long_gets_413(bool isChunked)
    {
        await using var receiver = WebhookReceiver.Start(Options);
        using var sender = new WebhookSender(receiver.Address);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await sender.SendAsync(new byte[WebhookEvent.LargestPayload + 1], isChunked: isChunked));
    }

    public static TheoryData<BodyForm> BodyForms { get; } =
    [
        new BodyForm(IsChunked: true, ExpectsContinue: false),
        new BodyForm(IsChunked: false, ExpectsContinue: true),
        new BodyForm(IsChunked: true, ExpectsContinue: true),
    ];

    [Theory]
    [MemberData(nameof(BodyForms))]
    public async Task Every_form_of_a_body_is_read(BodyForm given)
    {
        var (isChunked, expectsContinue) = given;
        await using var receiver = WebhookReceiver.Start(Options);
        using var sender = new WebhookSender(receiver.Address);
        var received = new ConcurrentBag<string>();
        _ = AcceptAllAsync(receiver, received);
        var payload = Encoding.UTF8.GetBytes(
            $$$"""{"type":"BILL","code":"BILL_UPDATED","bill":{"id":"1","memo":"{{{new string('x', 300_000)}}}"}}""");
        Assert.Equal(HttpStatusCode.NoContent, await sender.SendAsync(payload, isChunked: isChunked, expectsContinue: expectsContinue));
        Assert.Equal(["1"], received);
    }

    [Theory]
    [InlineData("GET /hooks/ HTTP/1.1\r\nHost: x\r\n\r\n", 405)]
    [InlineData("POST /elsewhere HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n", 404)]
    [InlineData("POST /hooks HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n", 401)]
    [InlineData("POST /hooks/a?b HTTP/1.1\r\nHost: somewhere.example\r\nContent-Length: 0\r\n\r\n", 401)]
    [InlineData("POST /hooks/ HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400)]
    [InlineData("POST /hooks/ HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabcde", 400)]
    [InlineData("POST /hooks/ HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400)]
    [InlineData("POST /hooks/ HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n", 400)]
    [InlineData("POST /hooks/ HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999\r\n\r\n", 413)]
    [InlineData("POST /hooks/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400)]
    [InlineData("POST /hooks/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n", 400)]
    [InlineData("POST /hooks/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n", 400)]
    [InlineData("POST /hooks/ HTTP/1.1\r\nHost : x\r\nContent-Length: 0\r\n\r\n", 400)]
    [InlineData("POST /hooks/ HTTP/1.1\r\nHost: x\r\n folded\r\nContent-Length: 0\r\n\r\n", 400)]
    [InlineData("POST /hooks/ HTTP/1.1\r\nHost: x\nContent-Length: 0\r\n\r\n", 400)]
    [InlineData("POST /hooks/ HTTP/2.0\r\n\r\n", 400)]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400)]
    [InlineData("\u0016\u0003\u0001\u0002\r\n", 400)]
    public async Task A_request_that_is_not_a_webhook_is_refused(string request, int status)
    {
        await using var receiver = WebhookReceiver.Start(Options with { Prefix = "http://127.0.0.1:0/hooks/" });
        using var sender = new WebhookSender(receiver.Address);
        Assert.Equal(status, await sender.SendRawAsync(request));
    }

    [Fact]
    public async Task A_head_without_end_is_refused()
    {
        await using var receiver = WebhookReceiver.Start(Options);
        using var sender = new WebhookSender(receiver.Address);
        Assert.Equal(400, await sender.SendRawAsync("POST / HTTP/1.1\r\nX: " + new string('x', 40_000)));
        Assert.Equal(400, await sender.SendRawAsync("POST / HTTP/1.1\r\n" + string.Concat(Enumerable.Repeat("X-Header: 0123456789\r\n", 2000))));
    }

    [Theory]
    [InlineData("POST / HTTP/1.1\r\nX-Slow: ")]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc")]
    public async Task A_client_that_sends_single_bytes_is_disconnected(string beginning)
    {
        var time = new ManualTime();
        await using var receiver = WebhookReceiver.Start(Options with { Time = time });
        using var client = new TcpClient();
        await client.ConnectAsync(receiver.Address.Host, receiver.Address.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(beginning), TestContext.Current.CancellationToken);
        var reading = ReadAsync();
        for (var seconds = 0; seconds < 100 && await Task.WhenAny(reading, time.TimerAsync()) != reading; seconds++)
        {
            time.Advance(TimeSpan.FromSeconds(1));

            // The receiver reads at its own pace; the clock must not run away from it.
            await Task.WhenAny(reading, Task.Delay(10, TestContext.Current.CancellationToken));
        }

        Assert.Equal(0, await reading);

        async Task<int> ReadAsync()
        {
            try
            {
                return await stream.ReadAsync(new byte[100], TestContext.Current.CancellationToken).AsTask().WaitAsync(
                    TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            }
            catch (IOException)
            {
                // A reset, for the bytes that were not read.
                return 0;
            }
        }
    }

    /// <summary>Beginnings with which a connection can be held open.</summary>
    public static TheoryData<string> Beginnings =>
        ["", "POST / HTTP/1.1\r\nX-Slow: ", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 8388608\r\n\r\nabc"];

    [Theory]
    [MemberData(nameof(Beginnings))]
    public async Task Five_hundred_slow_connections_do_not_keep_a_webhook_waiting(string beginning)
    {
        // The clock does not move, so no timeout can make room.
        await using var receiver = WebhookReceiver.Start(Options with { Time = new ManualTime() });
        var received = new ConcurrentBag<string>();
        _ = AcceptAllAsync(receiver, received);
        var slow = new List<TcpClient>();
        try
        {
            for (var number = 0; number < 20; number++)
            {
                for (var i = 0; i < 25; i++)
                {
                    slow.Add(await ConnectSlowlyAsync(receiver.Address, beginning));
                }

                using var sender = new WebhookSender(receiver.Address);
                Assert.Equal(HttpStatusCode.NoContent, await sender.SendAsync(number));
            }

            // All 500 are there now, each with a byte more.
            await Task.WhenAll(slow.Select(client => SendQuietlyAsync(client, "a")));
            using var senders = new WebhookSender(receiver.Address);
            Assert.All(
                await Task.WhenAll(Enumerable.Range(20, 20).Select(senders.SendAsync)), status => Assert.Equal(HttpStatusCode.NoContent, status));
        }
        finally
        {
            slow.ForEach(client => client.Dispose());
        }

        Assert.Equal(Enumerable.Range(0, 40), received.Select(NumberOf).Order());
    }

    [Fact]
    public async Task Stalled_payloads_do_not_keep_others_out()
    {
        // Together more than is held at once; nothing of them can be checked before they are whole.
        await using var receiver = WebhookReceiver.Start(Options with { Time = new ManualTime() });
        _ = AcceptAllAsync(receiver, []);
        var head = Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: {WebhookEvent.LargestPayload}\r\n\r\n");
        var most = new byte[WebhookEvent.LargestPayload - 1];
        var slow = new List<TcpClient>();
        try
        {
            for (var number = 0; number < 20; number++)
            {
                var client = new TcpClient();
                slow.Add(client);
                await client.ConnectAsync(receiver.Address.Host, receiver.Address.Port, TestContext.Current.CancellationToken);
                await client.GetStream().WriteAsync(head, TestContext.Current.CancellationToken);
                await client.GetStream().WriteAsync(most, TestContext.Current.CancellationToken);

                using var sender = new WebhookSender(receiver.Address);
                Assert.Equal(HttpStatusCode.NoContent, await sender.SendAsync(number));
            }

            // Four payloads are held at most; who has sent one all but a byte longer ago than others was closed.
            await WaitUntilAsync(() => slow.Count(client => client.Client.Poll(0, SelectMode.SelectRead)) >= 15);
        }
        finally
        {
            slow.ForEach(client => client.Dispose());
        }
    }

    public static TheoryData<ListenPrefix> ListenPrefixes { get; } =
    [
        new ListenPrefix(Prefix: "http://127.0.0.1:0/", IsLoopback: true),
        new ListenPrefix(Prefix: "http://localhost:0", IsLoopback: true),
        new ListenPrefix(Prefix: "http://*:0/", IsLoopback: false),
        new ListenPrefix(Prefix: "http://0.0.0.0:0/a/", IsLoopback: false),
    ];

    [Theory]
    [MemberData(nameof(ListenPrefixes))]
    public async Task Whether_other_machines_can_reach_it_is_known(ListenPrefix given)
    {
        var (prefix, isLoopback) = given;
        await using var receiver = WebhookReceiver.Start(Options with { Prefix = prefix });
        Assert.Equal(isLoopback, receiver.IsLoopback);
        using var sender = new WebhookSender(receiver.Address);
        Assert.Equal(HttpStatusCode.Unauthorized, await sender.SendAsync(WebhookSender.Payload(1), "none"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("127.0.0.1:80")]
    [InlineData("https://127.0.0.1:0/")]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://example.com:0/")]
    [InlineData("http://127.0.0.1:70000/")]
    [InlineData("http://127.0.0.1:0/?a=b")]
    [InlineData("http://u:p@127.0.0.1:0/")]
    public void An_invalid_prefix_is_refused(string prefix) =>
        Assert.Throws<ArgumentException>(() => WebhookReceiver.Start(Options with { Prefix = prefix }));

    [Fact]
    public async Task A_port_that_is_taken_is_an_error()
    {
        await using var receiver = WebhookReceiver.Start(Options);
        Assert.Throws<InvalidOperationException>(() => WebhookReceiver.Start(Options with { Prefix = receiver.Address.AbsoluteUri }));
    }

    private static async Task<TcpClient> ConnectSlowlyAsync(Uri address, string beginning)
    {
        var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        await SendQuietlyAsync(client, beginning);
        return client;
    }

    private static async Task SendQuietlyAsync(TcpClient client, string text)
    {
        try
        {
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // It had to make room.
        }
    }

    private static int NumberOf(string id) => int.Parse(id, CultureInfo.InvariantCulture);

    private static string IdOf(WebhookDelivery delivery) => Assert.IsType<Bill>(delivery.Event.Entity).Id;

    private static async Task AcceptAllAsync(WebhookReceiver receiver, ConcurrentBag<string> received)
    {
        await foreach (var delivery in receiver.ReceiveAsync(TestContext.Current.CancellationToken))
        {
            received.Add(IdOf(delivery));
            delivery.Accept();
        }
    }

    private static Task SendAllAsync(WebhookSender sender, int[] numbers) =>
        Parallel.ForEachAsync(numbers, new ParallelOptions { MaxDegreeOfParallelism = 20 }, async (number, _) =>
        {
            var payload = WebhookSender.Payload(number);
            var signature = WebhookSignature.Compute(payload, ExampleWebhook.Secret);
            if (number < 0)
            {
                payload[^10] ^= 1;
            }

            Assert.Equal(number < 0 ? HttpStatusCode.Unauthorized : HttpStatusCode.NoContent, await sender.SendAsync(payload, signature));
        });

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 1000 && !condition(); i++)
        {
            await Task.Delay(10);
        }

        Assert.True(condition());
    }

    public sealed record BodyForm(bool IsChunked, bool ExpectsContinue);

    public sealed record ListenPrefix(string Prefix, bool IsLoopback);
}
