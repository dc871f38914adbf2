BeforeDiscovery {
    # Written out here on purpose: a change of the module's table must show.
    $statuses = @(
        @{ Status = 400; Category = 'InvalidArgument'; Transient = $false; Advice = 'Correct the input that the message names*' }
        @{ Status = 401; Category = 'AuthenticationError'; Transient = $false; Advice = 'Check client id, client secret and access token*Connect-Rutter*' }
        @{ Status = 403; Category = 'PermissionDenied'; Transient = $false; Advice = 'Ask the owner of the Rutter organisation for access*' }
        @{ Status = 404; Category = 'NotImplemented'; Transient = $false; Advice = '*platform of this connection supports the operation*/versioned*' }
        @{ Status = 408; Category = 'OperationTimeout'; Transient = $true; Advice = '*-TimeoutSec*' }
        @{ Status = 409; Category = 'ResourceExists'; Transient = $false; Advice = 'The idempotency key was used before with another request*' }
        @{ Status = 410; Category = 'ObjectNotFound'; Transient = $false; Advice = 'Check the id*-IdType*' }
        @{ Status = 429; Category = 'LimitsExceeded'; Transient = $true; Advice = '*500 requests in 10 seconds*' }
        @{ Status = 450; Category = 'InvalidData'; Transient = $false; Advice = 'The accounting platform refused the data. Correct what its message names.*' }
        @{ Status = 451; Category = 'AuthenticationError'; Transient = $false; Advice = '*no longer accepts this connection''s authorisation*' }
        @{ Status = 452; Category = 'LimitsExceeded'; Transient = $true; Advice = 'The accounting platform limits requests*-ResponseMode Async*' }
        @{ Status = 500; Category = 'ResourceUnavailable'; Transient = $true; Advice = 'Rutter failed unexpectedly*' }
        @{ Status = 502; Category = 'ResourceUnavailable'; Transient = $true; Advice = '*behind its gateway*' }
        @{ Status = 503; Category = 'ResourceUnavailable'; Transient = $true; Advice = '*not available at the moment*' }
        @{ Status = 504; Category = 'ResourceUnavailable'; Transient = $true; Advice = '*did not answer its gateway in time*' }
        @{ Status = 550; Category = 'ResourceUnavailable'; Transient = $true; Advice = 'The accounting platform failed unexpectedly*' }
        @{ Status = 418; Category = 'InvalidArgument'; Transient = $false; Advice = 'Correct the request*' }
        @{ Status = 599; Category = 'ResourceUnavailable'; Transient = $true; Advice = 'Try again later*' }
    )
    $codes = @(
        @{ Code = 'PRODUCT_NOT_READY'; Category = 'ResourceUnavailable'; Transient = $true; Advice = '*first download is still running*-ForceFetch*' }
        @{ Code = 'PRODUCT_NOT_ALLOWED'; Category = 'PermissionDenied'; Transient = $false; Advice = '*no access to this Rutter product*' }
        @{ Code = 'INVALID_CREDENTIALS'; Category = 'AuthenticationError'; Transient = $false; Advice = '*platform''s credentials behind this connection are wrong*' }
        @{ Code = 'LINK_ERROR'; Category = 'ConnectionError'; Transient = $false; Advice = 'Linking the platform failed*' }
        @{ Code = 'ENDFORM_NOT_AVAILABLE'; Category = 'ResourceUnavailable'; Transient = $true; Advice = 'The platform cannot be reached*' }
        @{ Code = 'CONNECTION_DISABLED'; Category = 'PermissionDenied'; Transient = $false; Advice = 'The connection is disabled*' }
        @{ Code = 'NEEDS_UPDATE'; Category = 'AuthenticationError'; Transient = $false; Advice = '*authorised again*' }
        @{ Code = 'NO_CREDENTIALS'; Category = 'AuthenticationError'; Transient = $false; Advice = '*no platform credentials yet*' }
        @{ Code = 'PENDING'; Category = 'ResourceUnavailable'; Transient = $true; Advice = '*still being set up*' }
        @{ Code = 'IS_DUPLICATE'; Category = 'ResourceExists'; Transient = $false; Advice = 'Another connection exists*' }
        @{ Code = 'ENDPOINT_NOT_SUPPORTED_FOR_YOUR_ORGANIZATION'; Category = 'PermissionDenied'; Transient = $false; Advice = '*not part of the organisation''s plan*' }
        @{ Code = 'ENTITY_NOT_READY'; Category = 'ResourceUnavailable'; Transient = $true; Advice = '*has not been downloaded yet*-ForceFetch*' }
    )
    $cases = @(
        $statuses | ForEach-Object { $_ + @{ Name = "HTTP $($_.Status)"; Code = 'SOME_CODE'; Type = 'SOME_TYPE' } }
        $codes | ForEach-Object { $_ + @{ Name = $_.Code; Status = 400; Type = 'CONNECTION_ERROR' } }
    )
    # If the server sends no code, the id comes from the table.
    $ids = @(
        @{ Status = 400; Id = 'BadRequest' }, @{ Status = 401; Id = 'Unauthorized' }, @{ Status = 404; Id = 'NotFound' }, @{ Status = 409; Id = 'IdempotencyConflict' }
        @{ Status = 410; Id = 'ObjectNotFound' }, @{ Status = 429; Id = 'TooManyRequests' }, @{ Status = 450; Id = 'PlatformBadRequest' }, @{ Status = 451; Id = 'PlatformUnauthorized' }
        @{ Status = 452; Id = 'PlatformTooManyRequests' }, @{ Status = 500; Id = 'InternalServerError' }, @{ Status = 502; Id = 'BadGateway' }, @{ Status = 550; Id = 'PlatformInternalServerError' }
    )
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Connect-NewEmulator @{ TransferCount = 1 } @{ MaximumRetryCount = 0 }
}

AfterAll { $emulator.Stop() }

Describe 'An error response' {
    BeforeEach { $emulator.ClearRequests() }
    AfterEach { $emulator.ClearFaults() }

    It 'becomes the error of the table: <Name>' -ForEach $cases {
        # Retry-After 0: a 429 would otherwise hold back the next case.
        $emulator.AddFault(@{ Kind = 'Status'; Status = $Status; ErrorType = $Type; ErrorCode = $Code; ErrorMessage = 'what happened'; HumanReadable = 'what a person reads'; Source = 'platform'; RetryAfter = '0' })
        $failure = { Get-RutterBankTransfer -Id some-id } | Should -Throw -PassThru
        $exception = $failure.Exception
        $failure.FullyQualifiedErrorId | Should -BeExactly "$Code,RutterPS.BankTransfers.GetRutterBankTransferCommand"
        $failure.CategoryInfo.Category | Should -Be $Category
        $failure.TargetObject | Should -Be 'some-id'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike $Advice
        $failure.ErrorDetails.RecommendedAction | Should -BeLike "*(request id $(@($emulator.Requests)[0].RequestId))"
        $failure.ErrorDetails.Message | Should -BeExactly "what a person reads (HTTP $Status, $Code)"
        $exception.GetType().Name | Should -Be 'RutterApiException'
        $exception.StatusCode | Should -Be $Status
        $exception.ErrorType | Should -Be $Type
        $exception.ErrorCode | Should -Be $Code
        $exception.ErrorMessage | Should -Be 'what happened'
        $exception.HumanReadable | Should -Be 'what a person reads'
        $exception.Source | Should -Be 'platform'
        $exception.RequestId | Should -Be @($emulator.Requests)[0].RequestId
        $exception.IsTransient | Should -Be $Transient
        $exception.MayHaveSucceeded | Should -BeFalse
        $exception.Attempts | Should -Be 1
    }

    It 'without a code has the id of its status: HTTP <Status>' -ForEach $ids {
        $emulator.AddFault(@{ Kind = 'RawBody'; Status = $Status; Body = '{"error_message":"what happened"}'; ContentType = 'application/json'; RetryAfter = '0' })
        { Get-RutterBankTransfer -Id some-id } | Should -Throw "what happened (HTTP $Status)" -ErrorId "$Id,RutterPS.BankTransfers.GetRutterBankTransferCommand"
    }

    It 'that is no error object still says what to do: <Name>' -ForEach @(
        @{ Name = 'a web page'; Fault = @{ Kind = 'Html'; Status = 502 }; Id = 'BadGateway'; Says = '*web page*HTTP 502*' }
        @{ Name = 'nothing'; Fault = @{ Kind = 'EmptyBody'; Status = 500 }; Id = 'InternalServerError'; Says = '*no body*HTTP 500*' }
        @{ Name = 'cut JSON'; Fault = @{ Kind = 'RawBody'; Status = 400; Body = '{"error_code":"A'; ContentType = 'application/json' }; Id = 'BadRequest'; Says = '*not JSON*HTTP 400*' }
        @{ Name = 'an array'; Fault = @{ Kind = 'RawBody'; Status = 410; Body = '[1]'; ContentType = 'application/json' }; Id = 'ObjectNotFound'; Says = '*not an error object*HTTP 410*' }
        @{ Name = 'a redirect'; Fault = @{ Kind = 'Redirect'; Status = 302; RedirectTo = 'https://elsewhere.example.com/x' }; Id = 'RedirectRefused'; Says = '*https://elsewhere.example.com,*HTTP 302*' }
    ) {
        $emulator.AddFault($Fault)
        $failure = { Get-RutterBankTransfer -Id some-id } | Should -Throw $Says -ErrorId "$Id,*" -PassThru
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'whose code is hostile has an id that is harmless' {
        $emulator.AddFault(@{ Kind = 'RawBody'; Status = 400; Body = '{"error_code":"A,B; Remove-Item ~ \u001b[2J","error_message":"no"}'; ContentType = 'application/json' })
        { Get-RutterBankTransfer -Id some-id } | Should -Throw -ErrorId 'A_B__Remove-Item_____2J,*'
    }
}

Describe 'The line that says how to go on' {
    AfterEach { $emulator.ClearFaults() }

    It 'quotes a cursor as PowerShell does: <Name>' -ForEach @(
        @{ Name = 'plain'; Cursor = 'abc-123=='; Shown = $true }
        @{ Name = 'with a quote and a command'; Cursor = "x'; Remove-Item ~ -Recurse #"; Shown = $true }
        @{ Name = 'with typographic quotes'; Cursor = "x$([char]0x2019); throw 'owned' #"; Shown = $true }
        @{ Name = 'with escape sequences'; Cursor = "x$([char]27)]0;owned$([char]7)"; Shown = $false }
        @{ Name = 'endless'; Cursor = 'y' * 3000; Shown = $false }
    ) {
        $page = @{ bank_transfers = @(@{ id = 'a' }); next_cursor = $Cursor } | ConvertTo-Json -Depth 5
        $emulator.AddFault(@{ Kind = 'RawBody'; Status = 200; Body = $page; ContentType = 'application/json'; Count = 1 })
        $emulator.AddFault(@{ Kind = 'Status'; Status = 400; ErrorCode = 'X'; ErrorMessage = 'no' })
        $failure = { Get-RutterBankTransfer -PageSize 1 } | Should -Throw -ErrorId 'X,*' -PassThru
        $failure.Exception.Cursor | Should -BeExactly $Cursor
        $advice = $failure.ErrorDetails.RecommendedAction
        $advice | Should -Not -Match '[\x00-\x1f]'
        if ($Shown) {
            $advice -match 'Go on with (-Cursor .*)\.$' | Should -BeTrue
            $line = [System.Management.Automation.Language.Parser]::ParseInput("Get-RutterBankTransfer $($Matches[1])", [ref] $null, [ref] $null)
            $statements = @($line.EndBlock.Statements)
            $statements.Count | Should -Be 1
            $statements[0].PipelineElements[0].CommandElements[2].Value | Should -BeExactly $Cursor
        }
        else {
            $advice | Should -BeLike '*Cursor property*'
            $advice.Length | Should -BeLessThan 1000
        }
    }
}
