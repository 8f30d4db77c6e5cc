/**
 * What an EVM payment needs of the chain's own arithmetic: Keccak-256, secp256k1, EIP-712 and three
 * reading calls of JSON-RPC. Knows nothing of HTTP payments, holds no key but the one that a buyer
 * gives it.
 */
@NullMarked
package org.yardmaster.payment.evm;

import org.jspecify.annotations.NullMarked;
