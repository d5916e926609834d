//! HTML, with everything that was sent escaped.

use axum::body::Body;
use axum::http::{Response, StatusCode, header};
use axum::response::IntoResponse;

/// What a browser is sent.
pub(crate) struct Html {
    pub(crate) status: StatusCode,
    pub(crate) text: String,
}

impl IntoResponse for Html {
    fn into_response(self) -> Response<Body> {
        let content_type = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
        (self.status, content_type, self.text).into_response()
    }
}

/// Text as it stands between tags and in attributes in double quotes (HTML, section 13.1.2).
pub(crate) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
    html
}

const STYLE: &str = "body{font:16px/1.5 sans-serif;max-width:44em;margin:2em auto;padding:0 1em;color:#222}\
pre{white-space:pre-wrap;border:1px solid #888;padding:1em;background:#f7f7f7}label{display:block;margin:.5em 0}\
input{font:inherit;width:16em}button{font:inherit;margin:1em 1em 0 0;padding:.4em 1.5em}\
.note{color:#555}.wrong{color:#a00;font-weight:bold}";

/// Whether the browser asks again by itself.
#[derive(Clone, Copy)]
pub(crate) enum Refresh {
    Never,
    Every2s,
}

/// A page for a developer.
pub(crate) fn page(title: &str, refresh: Refresh, body: &str) -> String {
    let refresh = match refresh {
        Refresh::Every2s => "<meta http-equiv=\"refresh\" content=\"2\">\n",
        Refresh::Never => "",
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n{refresh}<title>{title}</title>\n<style>{STYLE}</style>\n\
         <h1>{title}</h1>\n{body}\
         <p class=\"note\">This is the emulator. What is signed here is worth nothing elsewhere.</p>\n</html>\n"
    )
}

/// A page that says one thing.
pub(crate) fn message(status: StatusCode, said: &str) -> Html {
    let body = format!(
        "<p id=\"state\">{}</p>\n<p><a href=\"/\">All that waits for a person</a></p>\n",
        escaped(said)
    );
    Html {
        status,
        text: page("The emulator", Refresh::Never, &body),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_in_html_is_escaped() {
        assert_eq!(
            escaped("<a href=\"x\" title='y'>&amp;</a> Åäö"),
            "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt; Åäö"
        );
    }
}
