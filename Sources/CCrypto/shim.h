/* libcrypto's one-shot digest; EVP_Digest and EVP_sha256 are plain functions. */
#include <openssl/evp.h>
