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
    /// beyond an address that nobody can read nothing is believed either. A proxy writes one of two headers and lets the
    /// other pass as a stranger wrote it: where they name different addresses, neither is believed.
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let peer = peer.to_canonical();
        let mut said = [forwarded(headers), x_forwarded_for(headers)]
            .into_iter()
            .flatten()
            .map(|hops| self.nearest(peer, hops));
        match (said.next(), said.next()) {
            (Some(one), Some(other)) if one != other => peer,
            (one, _) => one.unwrap_or(peer),
        }
    }

    fn nearest(&self, peer: IpAddr, hops: Vec<Option<IpAddr>>) -> IpAddr {
        let mut nearest = peer;
        for hop in hops.into_iter().rev() {
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

/// All lines of a header as one; nothing where it is not given.
fn lines(headers: &HeaderMap, name: &str) -> Option<String> {
    let values = headers.get_all(name).iter();
    let texts: Vec<&str> = values.filter_map(|value| value.to_str().ok()).collect();
    let all = texts.join(",");
    (!all.is_empty()).then_some(all)
}

/// The way of a request by RFC 7239, the farthest first.
fn forwarded(headers: &HeaderMap) -> Option<Vec<Option<IpAddr>>> {
    let said = lines(headers, "forwarded")?;
    Some(said.split(',').map(forwarded_for).collect())
}

/// The same as most proxies write it.
fn x_forwarded_for(headers: &HeaderMap) -> Option<Vec<Option<IpAddr>>> {
    let said = lines(headers, "x-forwarded-for")?;
    let hops = said.split(',').map(str::trim).filter(|hop| !hop.is_empty());
    Some(hops.map(read).collect())
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
    fn what_a_stranger_writes_beside_the_header_of_a_proxy_is_not_believed() {
        let written = ("x-forwarded-for", "203.0.113.9");
        let passed_on = ("forwarded", "for=198.51.100.1");
        assert_eq!(client("10.0.0.1", &[written, passed_on]), "10.0.0.1");
        let both = ("forwarded", "for=203.0.113.9");
        assert_eq!(client("10.0.0.1", &[written, both]), "203.0.113.9");
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
