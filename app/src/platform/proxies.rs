//! From which address a request comes: a proxy in front is believed when it is listed, and nobody else.

use axum::http::HeaderMap;
use ipnet::IpNet;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// The networks of the proxies in front of this server.
#[derive(Clone, Debug, Default)]
pub struct Proxies(Vec<IpNet>);

impl Proxies {
    /// Networks (`10.0.0.0/8`, `fd00::/8`) or single addresses.
    ///
    /// # Errors
    /// The entry that is neither.
    pub fn parse(listed: &[String]) -> Result<Self, String> {
        let read = |entry: &String| {
            let network = entry.trim().parse::<IpNet>();
            let single = || entry.trim().parse::<IpAddr>().map(IpNet::from);
            network.or_else(|_| single()).map_err(|_| entry.clone())
        };
        listed
            .iter()
            .map(read)
            .collect::<Result<_, _>>()
            .map(Proxies)
    }

    fn has(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }

    /// The nearest address on the way here that is no proxy of ours. What an unlisted peer says of itself is not read;
    /// beyond an address that nobody can read nothing is believed either.
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut nearest = peer.to_canonical();
        for hop in hops(headers).into_iter().rev() {
            if !self.has(nearest) {
                break;
            }
            match hop {
                Some(address) => nearest = address.to_canonical(),
                None => break,
            }
        }
        nearest
    }
}

/// What counts as one place: an address, or the network of 64 bits that a subscriber of IPv6 has whole.
pub fn place(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let network = Ipv6Addr::from_bits(address.to_bits() >> 64 << 64);
            format!("{network}/64")
        }
    }
}

/// The way of a request, the farthest first: RFC 7239 where it is given, else `X-Forwarded-For`.
fn hops(headers: &HeaderMap) -> Vec<Option<IpAddr>> {
    let lines = |name: &str| {
        let values = headers.get_all(name).iter();
        let texts: Vec<&str> = values.filter_map(|value| value.to_str().ok()).collect();
        texts.join(",")
    };
    let standard = lines("forwarded");
    if !standard.is_empty() {
        return standard.split(',').map(forwarded_for).collect();
    }
    let usual = lines("x-forwarded-for");
    let named = usual
        .split(',')
        .map(str::trim)
        .filter(|hop| !hop.is_empty());
    named.map(read).collect()
}

/// `for=192.0.2.60;proto=https`, `for="[2001:db8::1]:4711"`.
fn forwarded_for(element: &str) -> Option<IpAddr> {
    let pairs = element.split(';').filter_map(|pair| pair.split_once('='));
    let mut own = pairs.filter(|(name, _)| name.trim().eq_ignore_ascii_case("for"));
    read(own.next()?.1.trim().trim_matches('"'))
}

/// An address, with or without brackets and port.
fn read(hop: &str) -> Option<IpAddr> {
    let bare = hop
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let address = bare.unwrap_or(hop).parse();
    address
        .or_else(|_| hop.parse().map(|with_port: SocketAddr| with_port.ip()))
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn proxies() -> Proxies {
        Proxies::parse(&["10.0.0.0/8".to_owned(), "fd00::1".to_owned()]).unwrap()
    }

    fn client(peer: &str, headers: &[(&'static str, &'static str)]) -> String {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_static(value));
        }
        let client = proxies().client(peer.parse().unwrap(), &map);
        client.to_string()
    }

    #[test]
    fn a_stranger_who_names_another_address_keeps_its_own() {
        for header in ["x-forwarded-for", "forwarded"] {
            assert_eq!(
                client("203.0.113.9", &[(header, "198.51.100.1")]),
                "203.0.113.9"
            );
        }
    }

    #[test]
    fn behind_proxies_the_nearest_unlisted_address_counts() {
        for (headers, expected) in [
            (
                &[("x-forwarded-for", "1.1.1.1, 203.0.113.9, 10.0.0.2")][..],
                "203.0.113.9",
            ),
            (
                &[
                    ("x-forwarded-for", "1.1.1.1"),
                    ("x-forwarded-for", "203.0.113.9"),
                ],
                "203.0.113.9",
            ),
            (
                &[(
                    "forwarded",
                    "for=1.1.1.1, For=\"[2001:db8::7]:4711\";proto=https",
                )],
                "2001:db8::7",
            ),
            (
                &[
                    ("forwarded", "for=203.0.113.9"),
                    ("x-forwarded-for", "1.1.1.1"),
                ],
                "203.0.113.9",
            ),
            (&[("x-forwarded-for", "203.0.113.9:443")], "203.0.113.9"),
            (&[("x-forwarded-for", "10.0.0.7, 10.0.0.8")], "10.0.0.7"),
            (&[], "10.0.0.1"),
        ] {
            assert_eq!(client("10.0.0.1", headers), expected, "{headers:?}");
        }
        assert_eq!(
            client("::ffff:10.0.0.1", &[("x-forwarded-for", "203.0.113.9")]),
            "203.0.113.9"
        );
    }

    #[test]
    fn beyond_what_cannot_be_read_nothing_is_believed() {
        for unread in ["1.1.1.1, unknown", "1.1.1.1, _hidden", "1.1.1.1, ;"] {
            assert_eq!(
                client("10.0.0.1", &[("x-forwarded-for", unread)]),
                "10.0.0.1"
            );
        }
    }

    #[test]
    fn one_subscriber_of_ipv6_is_one_place() {
        let place = |address: &str| place(address.parse().unwrap());
        assert_eq!(place("2001:db8:1:2:3::4"), place("2001:db8:1:2:ffff::"));
        assert_ne!(place("2001:db8:1:2::"), place("2001:db8:1:3::"));
        assert_eq!(place("203.0.113.9"), "203.0.113.9");
    }

    #[test]
    fn what_is_neither_a_network_nor_an_address_is_named() {
        let listed = ["10.0.0.0/8".to_owned(), "10.0.0.0/33".to_owned()];
        assert_eq!(Proxies::parse(&listed).unwrap_err(), "10.0.0.0/33");
    }
}
