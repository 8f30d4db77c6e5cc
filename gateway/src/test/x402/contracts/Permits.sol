// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface Token {
    function transferFrom(address from, address to, uint256 value) external returns (bool);
}

/// What x402 uses of Permit2, with its interface, domain and nonces, for tests.
contract Permits {
    struct TokenPermissions { address token; uint256 amount; }
    struct PermitTransferFrom { TokenPermissions permitted; uint256 nonce; uint256 deadline; }
    struct SignatureTransferDetails { address to; uint256 requestedAmount; }

    error SignatureExpired(uint256 signatureDeadline);
    error InvalidAmount(uint256 maxAmount);
    error InvalidNonce();
    error InvalidSigner();

    mapping(address => mapping(uint256 => uint256)) public nonceBitmap;

    function permitWitnessTransferFrom(
        PermitTransferFrom calldata permit, SignatureTransferDetails calldata details, address owner,
        bytes32 witness, string calldata witnessType, bytes calldata signature
    ) external {
        if (block.timestamp > permit.deadline) revert SignatureExpired(permit.deadline);
        if (details.requestedAmount > permit.permitted.amount) revert InvalidAmount(permit.permitted.amount);
        uint256 bit = 1 << (permit.nonce & 0xff);
        if (nonceBitmap[owner][permit.nonce >> 8] & bit != 0) revert InvalidNonce();
        nonceBitmap[owner][permit.nonce >> 8] |= bit;
        address signer = ecrecover(
            digest(permit, witness, witnessType), uint8(signature[64]), bytes32(signature[0:32]), bytes32(signature[32:64])
        );
        if (signer == address(0) || signer != owner) revert InvalidSigner();
        require(Token(permit.permitted.token).transferFrom(owner, details.to, details.requestedAmount));
    }

    function digest(PermitTransferFrom calldata permit, bytes32 witness, string calldata witnessType)
        private view returns (bytes32)
    {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,uint256 chainId,address verifyingContract)"),
                keccak256("Permit2"), block.chainid, address(this)
            )
        );
        bytes32 kind = keccak256(
            bytes.concat(
                "PermitWitnessTransferFrom(TokenPermissions permitted,address spender,uint256 nonce,uint256 deadline,",
                bytes(witnessType)
            )
        );
        bytes32 permitted = keccak256(
            abi.encode(
                keccak256("TokenPermissions(address token,uint256 amount)"),
                permit.permitted.token, permit.permitted.amount
            )
        );
        bytes32 content = keccak256(abi.encode(kind, permitted, msg.sender, permit.nonce, permit.deadline, witness));
        return keccak256(abi.encodePacked("\x19\x01", domain, content));
    }
}

/// What x402 uses of its contract for the scheme upto, for tests.
contract UptoProxy {
    struct Witness { address to; address facilitator; uint256 validAfter; }

    string public constant WITNESS_TYPE_STRING =
        "Witness witness)TokenPermissions(address token,uint256 amount)Witness(address to,address facilitator,uint256 validAfter)";

    error UnauthorizedFacilitator();
    error AmountExceedsPermitted();
    error InvalidAmount();
    error PaymentTooEarly();
    event Settled();

    function PERMIT2() public pure returns (Permits) {
        return Permits(0x000000000022D473030F116dDEE9F6B43aC78BA3);
    }

    function settle(
        Permits.PermitTransferFrom calldata permit, uint256 amount, address owner, Witness calldata witness,
        bytes calldata signature
    ) external {
        if (msg.sender != witness.facilitator) revert UnauthorizedFacilitator();
        if (amount > permit.permitted.amount) revert AmountExceedsPermitted();
        if (amount == 0) revert InvalidAmount();
        if (block.timestamp < witness.validAfter) revert PaymentTooEarly();
        bytes32 kind = keccak256("Witness(address to,address facilitator,uint256 validAfter)");
        bytes32 content = keccak256(abi.encode(kind, witness.to, witness.facilitator, witness.validAfter));
        Permits.SignatureTransferDetails memory details = Permits.SignatureTransferDetails(witness.to, amount);
        PERMIT2().permitWitnessTransferFrom(permit, details, owner, content, WITNESS_TYPE_STRING, signature);
        emit Settled();
    }
}

/// The one function of Multicall3 by which the facilitator explains failures.
contract Several {
    struct Call { address target; bytes callData; }
    struct Result { bool success; bytes returnData; }

    function tryAggregate(bool all, Call[] calldata calls) external payable returns (Result[] memory results) {
        results = new Result[](calls.length);
        for (uint256 i = 0; i < calls.length; i++) {
            (bool success, bytes memory data) = calls[i].target.call(calls[i].callData);
            require(success || !all, "Multicall3: call failed");
            results[i] = Result(success, data);
        }
    }
}
